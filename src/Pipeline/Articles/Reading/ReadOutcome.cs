namespace Pipeline.Articles.Reading;

/// <summary>What became of a file. Closed: the three nested cases are all there are.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>The file holds an article.</summary>
    /// <param name="Article">The article.</param>
    public sealed record Read(ParsedArticle Article) : ReadOutcome;

    /// <summary>The file holds files, each to be read as an article of its own.</summary>
    /// <param name="Entries">The files; each is named <c>{archive}!/{entry}</c> and carries the archive's metadata and time.</param>
    /// <param name="Warnings">What was odd about the archive.</param>
    public sealed record Package(IReadOnlyList<RawFile> Entries, IReadOnlyList<ArticleWarning> Warnings) : ReadOutcome;

    /// <summary>The file is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : ReadOutcome;
}
