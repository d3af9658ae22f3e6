using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>Makes dated events of the dates of a tagged text: one for each happening that the text reports. Used once, by one thread.</summary>
internal sealed class EventFinder
{
    private readonly TaggedText _text;
    private readonly DocumentTime _published;
    private readonly ExtractionOptions _options;
    private readonly ExtractionTrail? _trail;
    private readonly StatusReader _status;

    /// <summary>Finds events in <paramref name="text"/>; why, goes into <paramref name="trail"/> where there is one.</summary>
    public EventFinder(TaggedText text, DocumentTime published, ExtractionOptions options, ExtractionTrail? trail = null)
    {
        _text = text;
        _published = published;
        _options = options;
        _trail = trail;
        _status = new StatusReader(text, published.Day);
    }

    /// <summary>The events in the order of the text.</summary>
    public IReadOnlyList<DatedEvent> Find()
    {
        var candidates = new CandidateReader(_text, _published.Day, _trail).Read();
        Contradiction.Mark(_text, candidates);
        Correction.Mark(_text, candidates);
        var evidence = new EvidenceReader(_text);
        var events = new List<DatedEvent>(Math.Min(candidates.Count, _options.MaxEvents));
        var group = new List<EventCandidate>();
        for (var i = 0; i < candidates.Count && events.Count < _options.MaxEvents;)
        {
            group.Clear();
            for (var sentence = candidates[i].Sentence; i < candidates.Count && candidates[i].Sentence == sentence; i++)
            {
                group.Add(candidates[i]);
            }

            AddEvents(group, evidence, events);
        }

        return events;
    }

    /// <summary>Adds the events of one sentence.</summary>
    private void AddEvents(List<EventCandidate> candidates, EvidenceReader evidence, List<DatedEvent> events)
    {
        Deviation.Mark(_text, candidates);
        Supersession.Mark(_text, candidates, _published.Day);
        _trail?.Drop(candidates, candidate => candidate.IsSuperseded, DropReason.Superseded);
        candidates.RemoveAll(candidate => candidate.IsSuperseded);
        evidence.Assign(candidates);
        for (var i = 0; i < candidates.Count && events.Count < _options.MaxEvents; i++)
        {
            if (IsRepeated(candidates, i))
            {
                _trail?.Drop(candidates[i], DropReason.Repeated);
            }
            else
            {
                events.Add(Make(candidates[i]));
            }
        }
    }

    /// <summary>A date told twice by one piece of evidence is one event, and so are a day and the hour that its sentence adds ("mardi ..., à 9 heures").</summary>
    private bool IsRepeated(List<EventCandidate> candidates, int index)
    {
        var candidate = candidates[index];
        var isHour = candidate.Raw.Symbol is SymbolicTime.Clock;
        for (var i = 0; i < candidates.Count; i++)
        {
            var other = candidates[i];
            if (i == index || other.EvidenceFirst != candidate.EvidenceFirst)
            {
                continue;
            }

            var isElaborated = isHour && other.Raw.Symbol is not SymbolicTime.Clock && other.Date.First.PlusDays(1) >= other.Date.Last
                && (candidate.First < other.First || (other.Date.First <= candidate.Date.First && candidate.Date.Last <= other.Date.Last))
                && !_text.CuesOf(candidate.Sentence).HasVerb(Math.Min(other.End, candidate.End), Math.Max(other.First, candidate.First));
            if (isElaborated || (i < index && other.Date == candidate.Date))
            {
                return true;
            }
        }

        return false;
    }

    private DatedEvent Make(EventCandidate candidate)
    {
        var warnings = WarningsOf(candidate);
        return new DatedEvent
        {
            Date = candidate.Date,
            Status = _status.Read(candidate),
            Evidence = _text.Span(candidate.EvidenceFirst, candidate.EvidenceEnd),
            DateText = _text.Span(candidate.First, candidate.End),
            Headline = Headline.Of(_text, candidate),
            Entities = EntityReader.Read(_text, candidate.EvidenceFirst, candidate.EvidenceEnd),
            Alternatives = candidate.Timex.Alternatives,
            PreviousDate = candidate.Previous,
            IsMoved = candidate.IsMoved,
            Confidence = ConfidenceReader.Read(candidate.Timex.Anchor, warnings, _trail?.Make(candidate)),
            DateFromContext = candidate.Timex.Anchor == TimexAnchor.Story,
            Warnings = warnings,
        };
    }

    private IReadOnlyList<ExtractionWarning> WarningsOf(EventCandidate candidate)
    {
        var isHearsay = _status.IsHearsay(candidate);
        return isHearsay || candidate.IsContradicted
            ? [.. candidate.Timex.Warnings, .. isHearsay ? (ExtractionWarning[])[ExtractionWarning.Hearsay] : [], .. candidate.IsContradicted ? (ExtractionWarning[])[ExtractionWarning.SourceContradiction] : []]
            : candidate.Timex.Warnings;
    }
}
