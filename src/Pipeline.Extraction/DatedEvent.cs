namespace Pipeline.Extraction;

/// <summary>One happening that a text reports with a date, and the words that prove it. Immutable.</summary>
public sealed record DatedEvent
{
    /// <summary>When: what this text supports.</summary>
    public required DateSpan Date { get; init; }

    /// <summary>Happened, planned, cancelled or denied.</summary>
    public required EventStatus Status { get; init; }

    /// <summary>The clause or sentence that proves it.</summary>
    public required TextSpan Evidence { get; init; }

    /// <summary>The words that give the date, inside <see cref="Evidence"/>.</summary>
    public required TextSpan DateText { get; init; }

    /// <summary>At most 120 characters that say what happened.</summary>
    public required string Headline { get; init; }

    /// <summary>People, organisations and places named in the evidence, as written.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Other readings of the date.</summary>
    public IReadOnlyList<DateSpan> Alternatives { get; init; } = [];

    /// <summary>The superseded date where the text itself moves or corrects it.</summary>
    public DateSpan? PreviousDate { get; init; }

    /// <summary>Whether the text says that it is moved to its date, whether or not it says from where.</summary>
    public bool IsMoved { get; init; }

    /// <summary>How sure we are of date and happening, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether the date is inherited from another sentence or clause ("le lendemain").</summary>
    public bool DateFromContext { get; init; }

    /// <summary>What a reader should know about it.</summary>
    public IReadOnlyList<ExtractionWarning> Warnings { get; init; } = [];
}
