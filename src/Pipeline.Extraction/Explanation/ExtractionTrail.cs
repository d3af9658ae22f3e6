using Pipeline.Extraction.Events;
using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Explanation;

/// <summary>Keeps why the extractor does what it does, where somebody asks; an ordinary extraction has none. Used once, by one thread.</summary>
internal sealed class ExtractionTrail
{
    private const int NoEvent = -1;
    private readonly List<List<ConfidenceFeature>> _features = [];
    private List<(RawTimex Raw, Timex Timex)> _timexes = [];
    private DropReason?[] _drops = [];
    private int[] _events = [];
    private Tense?[] _tenses = [];

    /// <summary>Begins with the expressions of a text, before its events are looked for.</summary>
    public void Begin(TaggedText text)
    {
        _timexes = text.Timexes;
        _drops = new DropReason?[_timexes.Count];
        _events = new int[_timexes.Count];
        Array.Fill(_events, NoEvent);
        _tenses = [.. _timexes.Select(pair => TemporalTagger.TenseOf(text, pair.Raw))];
    }

    /// <summary>The expression of that number makes no event.</summary>
    public void Drop(int timex, DropReason reason) => _drops[timex] ??= reason;

    /// <summary>All expressions of a candidate make no event.</summary>
    public void Drop(EventCandidate candidate, DropReason reason)
    {
        for (var i = IndexOf(candidate); i < _timexes.Count && _timexes[i].Raw.End <= candidate.End; i++)
        {
            Drop(i, reason);
        }
    }

    /// <summary>The same for those candidates that <paramref name="isDropped"/> picks.</summary>
    public void Drop(List<EventCandidate> candidates, Predicate<EventCandidate> isDropped, DropReason reason) =>
        candidates.FindAll(isDropped).ForEach(candidate => Drop(candidate, reason));

    /// <summary>The next event is made of a candidate; the features of its confidence go into the list returned.</summary>
    public List<ConfidenceFeature> Make(EventCandidate candidate)
    {
        for (var i = IndexOf(candidate); i < _timexes.Count && _timexes[i].Raw.End <= candidate.End; i++)
        {
            _events[i] = _features.Count;
        }

        _features.Add([]);
        return _features[^1];
    }

    /// <summary>The trail of the extraction that gave <paramref name="result"/>.</summary>
    public ArticleExplanation Explain(ExtractionResult result) => new(
        [.. result.Timexes.Select((timex, i) => new ExplainedTimex(timex, _tenses[i], OutcomeOf(i, result)))],
        [.. result.Events.Select((found, i) => new ExplainedEvent(found, _features[i]))],
        result.Warnings);

    // What was neither dropped nor made was never reached.
    private TimexOutcome OutcomeOf(int timex, ExtractionResult result) => (_drops[timex], _events[timex]) switch
    {
        ({ } reason, _) => new TimexOutcome.Dropped(reason),
        (null, NoEvent) => new TimexOutcome.Dropped(DropReason.OverLimit),
        (null, var number) => new TimexOutcome.Made(result.Events[number]),
    };

    /// <summary>The number of a candidate's first expression; they come in the order of the text.</summary>
    private int IndexOf(EventCandidate candidate)
    {
        int low = 0, high = _timexes.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _timexes[middle].Raw.First < candidate.First ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
