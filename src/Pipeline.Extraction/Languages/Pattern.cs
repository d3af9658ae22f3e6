using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Languages;

/// <summary>One compiled pattern: what it makes of a match.</summary>
internal sealed record Pattern
{
    public required string Id { get; init; }

    /// <summary>A value for each bracketed expression of the pattern, or one for the whole match.</summary>
    public required ValueTemplate[] Values { get; init; }

    public required IReadOnlyDictionary<string, int> Slots { get; init; }

    /// <summary>The expressions are the two ends of one period.</summary>
    public bool IsRange { get; init; }

    /// <summary>Features that the token before the match must not have.</summary>
    public int[] UnlessBefore { get; init; } = [];

    /// <summary>Features that the token after the match must not have.</summary>
    public int[] UnlessAfter { get; init; } = [];

    /// <summary>The match stands only if the token before has one of these features; empty: no condition.</summary>
    public int[] OnlyAfter { get; init; } = [];

    /// <summary>The match stands only at the start of a line.</summary>
    public bool OpensLine { get; init; }

    /// <summary>Names a law, a work, an edition: a temporal expression, but no news.</summary>
    public bool IsTitle { get; init; }

    /// <summary>The examples of the pack, run as tests.</summary>
    public required PatternExample[] Examples { get; init; }
}
