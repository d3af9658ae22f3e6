using Pipeline.Articles;

namespace Pipeline.Events;

/// <summary>One entry in the history of an event.</summary>
public sealed record EventChange
{
    /// <summary>The event.</summary>
    public required EventId Event { get; init; }

    /// <summary>What became known.</summary>
    public required EventChangeKind Kind { get; init; }

    /// <summary>When we stored it; what is new for a reader is what changed in (since, cut-off].</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The article that told it.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>The value before (a date or a status), or null.</summary>
    public string? From { get; init; }

    /// <summary>The value after, or null.</summary>
    public string? To { get; init; }

    /// <summary>Deterministic id: the same change told again is the same change.</summary>
    public string Id => Identifier.Of(Event.Value, Kind.ToString(), Article.Value, From ?? "", To ?? "");

    /// <summary>Whether <paramref name="other"/> has the same <see cref="Id"/>, without computing it.</summary>
    public bool IsSameAs(EventChange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Event == other.Event && Kind == other.Kind && Article == other.Article && (From ?? "") == (other.From ?? "") && (To ?? "") == (other.To ?? "");
    }
}
