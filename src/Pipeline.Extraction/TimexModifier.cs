namespace Pipeline.Extraction;

/// <summary>The modifiers of TIMEX3 that news uses.</summary>
public enum TimexModifier
{
    /// <summary>The beginning of the period.</summary>
    Start,

    /// <summary>The middle of the period.</summary>
    Mid,

    /// <summary>The end of the period.</summary>
    End,

    /// <summary>About then.</summary>
    Approx,

    /// <summary>Before then.</summary>
    Before,

    /// <summary>After then.</summary>
    After,
}
