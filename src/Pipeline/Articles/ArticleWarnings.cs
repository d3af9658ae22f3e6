namespace Pipeline.Articles;

/// <summary>The names of the warnings in files, tables and string keys.</summary>
public static class ArticleWarnings
{
    /// <summary>The stable name, in lower case with hyphens: <c>repaired-encoding</c>.</summary>
    public static string Code(this ArticleWarning warning) => warning switch
    {
        ArticleWarning.RepairedEncoding => "repaired-encoding",
        ArticleWarning.RemovedControls => "removed-controls",
        ArticleWarning.RepairedFrontMatter => "repaired-front-matter",
        ArticleWarning.BadDate => "bad-date",
        ArticleWarning.FutureDate => "future-date",
        ArticleWarning.UndeterminedLanguage => "undetermined-language",
        ArticleWarning.RepairedMojibake => "repaired-mojibake",
        ArticleWarning.GuessedEncoding => "guessed-encoding",
        ArticleWarning.RemovedBidi => "removed-bidi",
        ArticleWarning.Normalised => "normalised",
        ArticleWarning.ReplacedCharacters => "replaced-characters",
        ArticleWarning.DamagedText => "damaged-text",
        ArticleWarning.NoTitle => "no-title",
        ArticleWarning.FrontMatterIgnored => "front-matter-ignored",
        ArticleWarning.StructuredDataIgnored => "structured-data-ignored",
        ArticleWarning.DisputedDate => "disputed-date",
        ArticleWarning.OldDate => "old-date",
        ArticleWarning.OddName => "odd-name",
        ArticleWarning.SkippedEntries => "skipped-entries",
        ArticleWarning.PartialText => "partial-text",
        _ => throw new ArgumentOutOfRangeException(nameof(warning), warning, null),
    };
}
