namespace Pipeline.Extraction;

/// <summary>Text in, dated events out: a pure function of text, language and publication day. Thread-safe.</summary>
public sealed class ArticleExtractor
{
    /// <summary>An extractor for the language of <paramref name="pack"/>.</summary>
    public ArticleExtractor(LanguagePack pack) => Pack = pack;

    /// <summary>The language knowledge used.</summary>
    public LanguagePack Pack { get; }

    /// <summary>Finds the temporal expressions and dated events of <paramref name="text"/>. Accepts every string, in linear time.</summary>
    public ExtractionResult Extract(string text, DocumentTime published) => Pack is null ? throw new InvalidOperationException() : new([], [], []);
    // placeholder until the tagger stands
}
