using Pipeline.Events;

namespace Pipeline.Digest;

/// <summary>What an issue tells of one matter. Immutable.</summary>
public sealed record DigestDossier
{
    /// <summary>Title of its newest article or, where that has none, the name of its source.</summary>
    public required string Title { get; init; }

    /// <summary>Language of <see cref="Title"/>, ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>The events told, earliest date first, without the lead of the issue.</summary>
    public required IReadOnlyList<DigestItem> Items { get; init; }

    /// <summary>The one article that tells all its events; null where there are several.</summary>
    public EventSource? Source { get; init; }

    /// <summary>Number of its new or changed events left out for length.</summary>
    public int Omitted { get; init; }
}
