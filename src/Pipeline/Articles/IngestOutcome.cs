using Pipeline.Articles.Reading;
using Pipeline.Events;

namespace Pipeline.Articles;

/// <summary>What became of a dropped file. Closed: the three nested cases are all there are.</summary>
public abstract record IngestOutcome
{
    private IngestOutcome()
    {
    }

    /// <summary>The article is stored; a duplicate (see its state) has no events of its own.</summary>
    /// <param name="Head">The head as stored.</param>
    /// <param name="Events">The events that it reports.</param>
    public sealed record Ingested(ArticleHead Head, IReadOnlyList<StoredEvent> Events) : IngestOutcome;

    /// <summary>Known already, or older than what is known: nothing was done.</summary>
    /// <param name="Head">The head as it stands.</param>
    public sealed record Unchanged(ArticleHead Head) : IngestOutcome;

    /// <summary>Refused and copied to the quarantine.</summary>
    /// <param name="Head">The head as stored.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Quarantined(ArticleHead Head, Rejection Reason) : IngestOutcome;
}
