using Pipeline.Articles;

namespace Pipeline.Stories;

/// <summary>What an article brings to its story.</summary>
public sealed record StoryArticle
{
    /// <summary>The article.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>Its version.</summary>
    public required long Version { get; init; }

    /// <summary>Its headline, or its file's name.</summary>
    public required string Title { get; init; }

    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>Its publication day.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>The publisher's name or, where unknown, the article's title or file name.</summary>
    public required string SourceName { get; init; }

    /// <summary>Where it stands on the web, or null.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>What it is about, a vector of length 1.</summary>
    public required IReadOnlyList<StoryTerm> Profile { get; init; }

    /// <summary>MinHash of its text: a near copy adds a source and no independent confirmation.</summary>
    public required IReadOnlyList<uint> Signature { get; init; }
}
