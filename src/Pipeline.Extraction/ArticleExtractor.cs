using Pipeline.Extraction.Events;
using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction;

/// <summary>Text in, dated events out: a pure function of text, language and publication day. Thread-safe.</summary>
public sealed class ArticleExtractor
{
    private readonly TemporalTagger _tagger;
    private readonly ExtractionOptions _options;

    /// <summary>An extractor for the language of <paramref name="pack"/>; without <paramref name="options"/>, for news.</summary>
    public ArticleExtractor(LanguagePack pack, ExtractionOptions? options = null)
    {
        Pack = pack;
        _options = options ?? ExtractionOptions.Default;
        _tagger = new TemporalTagger(pack);
    }

    /// <summary>The language knowledge used.</summary>
    public LanguagePack Pack { get; }

    /// <summary>Finds the temporal expressions alone, in the order of the text.</summary>
    public IReadOnlyList<Timex> Tag(string text, DocumentTime published)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = NormalizedText.Of(text);
        using var tagged = _tagger.Tag(normalized.Text, published, _options);
        return Timexes(tagged, normalized);
    }

    /// <summary>Finds the temporal expressions and dated events of <paramref name="text"/>. Accepts every string, in linear time.</summary>
    public ExtractionResult Extract(string text, DocumentTime published) => Extract(text, published, trail: null);

    /// <summary>What <see cref="Extract(string, DocumentTime)"/> finds, by the same code, and why each date and event was made or dropped. Accepts every string.</summary>
    public ArticleExplanation Explain(string text, DocumentTime published)
    {
        var trail = new ExtractionTrail();
        return trail.Explain(Extract(text, published, trail));
    }

    private ExtractionResult Extract(string text, DocumentTime published, ExtractionTrail? trail)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = NormalizedText.Of(text);
        using var tagged = _tagger.Tag(normalized.Text, published, _options);
        trail?.Begin(tagged);
        var events = new EventFinder(tagged, published, _options, trail).Find();
        var timexes = Timexes(tagged, normalized);
        return new ExtractionResult(timexes, normalized.Original(events), WarningsOf(timexes, events.Count == _options.MaxEvents));
    }

    private static Timex[] Timexes(TaggedText tagged, NormalizedText normalized)
    {
        var timexes = tagged.Timexes.Count == 0 ? [] : new Timex[tagged.Timexes.Count];
        for (var i = 0; i < timexes.Length; i++)
        {
            timexes[i] = normalized.Original(tagged.Timexes[i].Timex);
        }

        return timexes;
    }

    private static IReadOnlyList<ExtractionWarning> WarningsOf(Timex[] timexes, bool isFull)
    {
        var hasImpossible = Array.Exists(timexes, static timex => timex.Warnings.Contains(ExtractionWarning.ImpossibleDate));
        return (isFull, hasImpossible) switch
        {
            (true, true) => [ExtractionWarning.TooManyDates, ExtractionWarning.ImpossibleDate],
            (true, false) => [ExtractionWarning.TooManyDates],
            (false, true) => [ExtractionWarning.ImpossibleDate],
            _ => [],
        };
    }
}
