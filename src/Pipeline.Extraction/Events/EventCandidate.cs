using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>A date that may belong to an event: one expression, or the ends of a period told as one.</summary>
internal sealed class EventCandidate
{
    public required int First { get; init; }

    public required int End { get; set; }

    public required RawTimex Raw { get; init; }

    public required Timex Timex { get; set; }

    public required DateSpan Date { get; set; }

    public required int Sentence { get; init; }

    /// <summary>The date that this one replaces, where the text says so.</summary>
    public DateSpan? Previous { get; set; }

    /// <summary>A plan is moved to this date, wherever it was before.</summary>
    public bool IsMoved { get; set; }

    /// <summary>A later expression replaces this one: no event of its own.</summary>
    public bool IsSuperseded { get; set; }

    /// <summary>The report beside it gives another date of the same thing.</summary>
    public bool IsContradicted { get; set; }

    /// <summary>First token of the evidence.</summary>
    public int EvidenceFirst { get; set; }

    /// <summary>Token after the evidence.</summary>
    public int EvidenceEnd { get; set; }
}
