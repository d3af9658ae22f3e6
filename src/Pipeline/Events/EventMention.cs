using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Events;

/// <summary>One article's report of an event, with the words that prove it.</summary>
public sealed record EventMention
{
    /// <summary>Deterministic: the article, the date and the words, so that a second delivery writes the same row.</summary>
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

    /// <summary>The date that this article says is no longer true, or null.</summary>
    public DateSpan? PreviousDate { get; init; }

    /// <summary>Whether this article says that it is moved to its date, whether or not it says from where.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Other readings of the date.</summary>
    public IReadOnlyList<DateSpan> Alternatives { get; init; } = [];

    /// <summary>The status as told by this article.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>The sentence or clause, word for word.</summary>
    public required string Evidence { get; init; }

    /// <summary>Where it stands in the article's text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Whether it is a line of its own that does not end as a sentence does: a title, or a heading above what it announces.</summary>
    public bool IsHeading { get; init; }

    /// <summary>The words that give the date.</summary>
    public required string DateText { get; init; }

    /// <summary>Where <see cref="DateText"/> stands in the evidence; empty where it does not.</summary>
    internal TextSpan DateInEvidence() =>
        Evidence.IndexOf(DateText, StringComparison.Ordinal) is var at and >= 0 ? new(at, at + DateText.Length) : default;

    /// <summary>At most 120 characters.</summary>
    public required string Headline { get; init; }

    /// <summary>How sure, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Names found in the evidence, as written.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Stems and numbers of the evidence without those of its date, for comparison.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Names of the article that stand in the evidence, folded, for comparison across languages.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Codes of warnings, such as <c>weekday-mismatch</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
