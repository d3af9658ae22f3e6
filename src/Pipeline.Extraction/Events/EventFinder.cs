using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>Makes dated events of the dates of a tagged text: one for each happening that the text reports. Used once, by one thread.</summary>
internal sealed class EventFinder
{
    /// <summary>Priors of the kinds of date, by what share of them news resolves rightly.</summary>
    private const double FullDate = 0.97;
    private const double RelativeToPublication = 0.9;
    private const double RelativeToStory = 0.8;
    private const double Mismatch = 0.6;
    private const double AssumedPublication = 0.6;
    private const double Hearsay = 0.9;
    private readonly TaggedText _text;
    private readonly DocumentTime _published;
    private readonly ExtractionOptions _options;
    private readonly StatusReader _status;

    public EventFinder(TaggedText text, DocumentTime published, ExtractionOptions options)
    {
        _text = text;
        _published = published;
        _options = options;
        _status = new StatusReader(text, published.Day);
    }

    /// <summary>The events in the order of the text.</summary>
    public IReadOnlyList<DatedEvent> Find()
    {
        var candidates = new CandidateReader(_text, _published.Day).Read();
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
        Supersession.Mark(_text, candidates, _published.Day);
        candidates.RemoveAll(candidate => candidate.IsSuperseded);
        evidence.Assign(candidates);
        for (var i = 0; i < candidates.Count && events.Count < _options.MaxEvents; i++)
        {
            if (!IsRepeated(candidates, i))
            {
                events.Add(Make(candidates[i]));
            }
        }
    }

    /// <summary>A date told twice by one piece of evidence is one event.</summary>
    private static bool IsRepeated(List<EventCandidate> candidates, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (candidates[i].Date == candidates[index].Date && candidates[i].EvidenceFirst == candidates[index].EvidenceFirst)
            {
                return true;
            }
        }

        return false;
    }

    private DatedEvent Make(EventCandidate candidate)
    {
        var isHearsay = _status.IsHearsay(candidate);
        IReadOnlyList<ExtractionWarning> warnings =
            isHearsay ? [.. candidate.Timex.Warnings, ExtractionWarning.Hearsay] : candidate.Timex.Warnings;
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
            Confidence = Math.Round(Confidence(candidate, warnings), 3),
            DateFromContext = candidate.Timex.Anchor == TimexAnchor.Story,
            Warnings = warnings,
        };
    }

    private static double Confidence(EventCandidate candidate, IReadOnlyList<ExtractionWarning> warnings)
    {
        var prior = candidate.Timex.Anchor switch
        {
            TimexAnchor.None => FullDate,
            TimexAnchor.Publication => RelativeToPublication,
            _ => RelativeToStory,
        };
        prior = warnings.Contains(ExtractionWarning.WeekdayMismatch) ? Math.Min(prior, Mismatch) : prior;
        prior *= warnings.Contains(ExtractionWarning.AssumedPublication) ? AssumedPublication : 1;
        return prior * (warnings.Contains(ExtractionWarning.Hearsay) ? Hearsay : 1);
    }
}
