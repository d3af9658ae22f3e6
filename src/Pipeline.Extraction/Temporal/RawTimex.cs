using Pipeline.Extraction.Languages;

namespace Pipeline.Extraction.Temporal;

/// <summary>An expression after the first pass: where it stands and what its words say.</summary>
internal sealed class RawTimex
{
    /// <summary>First token of the expression.</summary>
    public required int First { get; init; }

    /// <summary>Token after its last.</summary>
    public required int End { get; init; }

    /// <summary>First token of the whole match, context included.</summary>
    public required int MatchFirst { get; init; }

    /// <summary>Token after the whole match.</summary>
    public required int MatchEnd { get; init; }

    public required SymbolicTime Symbol { get; init; }

    public required Pattern Pattern { get; init; }

    /// <summary>1 for the first and 2 for the second end of a range; 0 for neither.</summary>
    public int RangeEnd { get; init; }

    /// <summary>Its number among the expressions of one match.</summary>
    public int Part { get; init; }
}
