namespace Pipeline.Extraction;

/// <summary>One temporal expression of a text with its normalised value (TIMEX3). Immutable.</summary>
public sealed record Timex
{
    /// <summary>Where it stands in the text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>DATE, TIME, DURATION or SET.</summary>
    public required TimexType Type { get; init; }

    /// <summary>The TIMEX3 value, such as <c>2026-02-28</c>, <c>2026-W09</c>, <c>2026-03-04TMO</c>, <c>P3D</c>, <c>PAST_REF</c>.</summary>
    public required string Value { get; init; }

    /// <summary>The calendar days it resolves to; null for amounts, sets, references and what stays unresolved.</summary>
    public DateSpan? Date { get; init; }

    /// <summary>Other readings of the date, such as the weekday's own day in a weekday mismatch.</summary>
    public IReadOnlyList<DateSpan> Alternatives { get; init; } = [];

    /// <summary>The TIMEX3 modifier (START, MID, END, APPROX, BEFORE, AFTER), or null.</summary>
    public TimexModifier? Modifier { get; init; }

    /// <summary>What the expression was resolved against.</summary>
    public TimexAnchor Anchor { get; init; }

    /// <summary>The pattern of the language pack that found it, for explanations.</summary>
    public required string Rule { get; init; }

    /// <summary>What a reader should know about it.</summary>
    public IReadOnlyList<ExtractionWarning> Warnings { get; init; } = [];
}
