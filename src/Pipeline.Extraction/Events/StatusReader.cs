using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>Tells whether an event happened, is planned, was called off or is denied, from date, tense and cues.</summary>
internal sealed class StatusReader
{
    private readonly TaggedText _text;
    private readonly DateOnly _published;

    public StatusReader(TaggedText text, DateOnly published)
    {
        _text = text;
        _published = published;
    }

    public EventStatus Read(EventCandidate candidate)
    {
        var cues = CuesIn(candidate);
        if (cues.Any(cue => cue.Kind == CueKind.Denied) || SentenceDenies(candidate))
        {
            return EventStatus.Denied;
        }

        if (cues.Any(cue => cue.Kind == CueKind.Cancelled))
        {
            return EventStatus.Cancelled;
        }

        if (candidate.Date.First > _published)
        {
            return EventStatus.Planned;
        }

        return candidate.Date.Last >= _published && LooksAhead(candidate, cues) ? EventStatus.Planned : EventStatus.Happened;
    }

    /// <summary>Whether the event is told as hearsay.</summary>
    public bool IsHearsay(EventCandidate candidate) =>
        CuesIn(candidate).Any(cue => cue.Kind == CueKind.Hearsay) && candidate.Date.First <= _published;

    private bool LooksAhead(EventCandidate candidate, List<Cue> cues)
    {
        var verb = cues
            .Where(cue => cue.Kind is CueKind.Past or CueKind.Present or CueKind.Future or CueKind.Planned)
            .OrderBy(cue => TenseReader.Distance(_text, cue, candidate.First, candidate.End))
            .Select(cue => (CueKind?)cue.Kind)
            .FirstOrDefault();
        return verb is CueKind.Future or CueKind.Planned;
    }

    /// <summary>A denial governs what follows it in the sentence; what it calls false may stand before it.</summary>
    private bool SentenceDenies(EventCandidate candidate) => _text.CuesOf(candidate.Sentence)
        .Any(cue => cue.Kind == CueKind.Denied && TenseReader.Distance(_text, cue, candidate.First, candidate.End) < 24);

    private List<Cue> CuesIn(EventCandidate candidate)
    {
        var cues = new List<Cue>();
        for (var sentence = candidate.Sentence; sentence < _text.Sentences.Count && _text.Sentences[sentence].First < candidate.EvidenceEnd; sentence++)
        {
            cues.AddRange(_text.CuesOf(sentence).Where(cue => cue.First >= candidate.EvidenceFirst && cue.End <= candidate.EvidenceEnd));
        }

        return cues;
    }
}
