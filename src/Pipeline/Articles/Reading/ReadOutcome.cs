namespace Pipeline.Articles.Reading;

/// <summary>What became of a file. Closed: the two nested cases are all there are.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>The file holds an article.</summary>
    /// <param name="Article">The article.</param>
    public sealed record Read(ParsedArticle Article) : ReadOutcome;

    /// <summary>The file is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : ReadOutcome;
}
