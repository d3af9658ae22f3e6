using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>A story: articles about one matter over days or months, and the events that they tell.</summary>
public sealed record Story
{
    /// <summary>Identity, and the last part of its address.</summary>
    public required StoryId Id { get; init; }

    /// <summary>Title of the article that is nearest to all of it.</summary>
    public required string Title { get; init; }

    /// <summary>ISO 639-1 code of the title.</summary>
    public required string Language { get; init; }

    /// <summary>Its weightiest names as written, at most eight.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What it is about: the sum of its articles' profiles, a vector of length 1.</summary>
    public IReadOnlyList<StoryTerm> Profile { get; init; } = [];

    /// <summary>Number of its articles; 0 for a story whose articles are all withdrawn.</summary>
    public int Articles { get; init; }

    /// <summary>Publication day of the article that founded it; never another one. Of two stories that are one the one founded first stands.</summary>
    public DateOnly Founded { get; init; }

    /// <summary>Publication day of its first article.</summary>
    public DateOnly First { get; init; }

    /// <summary>Publication day of its last article.</summary>
    public DateOnly Last { get; init; }

    /// <summary>Its events, those included that were withdrawn or went into others.</summary>
    public IReadOnlyList<StoryEvent> Events { get; init; } = [];

    /// <summary>Number of its updates. An event is stored under the update that made it, and never by an earlier one.</summary>
    public long Revision { get; init; }

    /// <summary>Events that an update is storing: a worker that died left them, and the next one stores them again.</summary>
    public IReadOnlyList<EventId> Pending { get; init; } = [];

    /// <summary>The names under which it is found, with the last month for which it is (<c>castelrive~2026-03</c>).</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The story that it turned out to be part of; null for one that stands by itself.</summary>
    public StoryId? MergedInto { get; init; }
}
