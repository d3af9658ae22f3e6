namespace Pipeline.Extraction;

/// <summary>The tense that governs an expression: it chooses between the past and the coming day of that name.</summary>
public enum Tense
{
    /// <summary>No verb says.</summary>
    Open,

    /// <summary>A verb of the past.</summary>
    Past,

    /// <summary>A verb of the present.</summary>
    Present,

    /// <summary>A verb of the future, a plan.</summary>
    Future,
}
