using Pipeline.Articles.Reading;
using Pipeline.Events;

namespace Pipeline.Articles;

/// <summary>What became of a dropped file. Closed: the four nested cases are all there are.</summary>
public abstract record IngestOutcome
{
    private IngestOutcome()
    {
    }

    /// <summary>The article is stored; a duplicate (see its state) has no events of its own.</summary>
    /// <param name="Head">The head as stored.</param>
    /// <param name="Events">The events that it reports, as far as this call stored them; a parallel one may have.</param>
    public sealed record Ingested(ArticleHead Head, IReadOnlyList<StoredEvent> Events) : IngestOutcome;

    /// <summary>Known already, or older than what is known: nothing was done.</summary>
    /// <param name="Head">The head as it stands.</param>
    public sealed record Unchanged(ArticleHead Head) : IngestOutcome;

    /// <summary>An archive whose files are articles of their own.</summary>
    /// <param name="Head">The archive's head as stored.</param>
    /// <param name="Parts">What became of its files, in their order; empty where another delivery unpacked them.</param>
    public sealed record Unpacked(ArticleHead Head, IReadOnlyList<IngestOutcome> Parts) : IngestOutcome;

    /// <summary>Refused and copied to the quarantine.</summary>
    /// <param name="Head">The head as stored.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Quarantined(ArticleHead Head, Rejection Reason) : IngestOutcome;
}
