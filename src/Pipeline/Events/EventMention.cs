using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>One article's report of an event, with the words that prove it.</summary>
public sealed record EventMention
{
    /// <summary>The event told.</summary>
    public required EventId Event { get; init; }

    /// <summary>Deterministic within the event: the article and the place of the words, so that a second delivery writes the same row.</summary>
    public required string Id { get; init; }

    /// <summary>The article that tells it.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>The version of the article that tells it.</summary>
    public long Version { get; init; }

    /// <summary>Language of the words.</summary>
    public required string Language { get; init; }

    /// <summary>The article's publication day.</summary>
    public required DateOnly Published { get; init; }

    /// <summary>The date as told by this article.</summary>
    public required DateSpan Date { get; init; }

    /// <summary>The status as told by this article.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>The sentence or clause, word for word.</summary>
    public required string Evidence { get; init; }

    /// <summary>Where it stands in the article's text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The words that give the date.</summary>
    public required string DateText { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Headline { get; init; }

    /// <summary>How sure, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The publisher's name, or the file's.</summary>
    public required string SourceName { get; init; }

    /// <summary>Where the article stands on the web, or null.</summary>
    public Uri? SourceUrl { get; init; }

    /// <summary>Codes of warnings, such as <c>weekday-mismatch</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
