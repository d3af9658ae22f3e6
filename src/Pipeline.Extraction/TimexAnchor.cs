namespace Pipeline.Extraction;

/// <summary>What a temporal expression was resolved against.</summary>
public enum TimexAnchor
{
    /// <summary>Nothing: the words give the whole date.</summary>
    None,

    /// <summary>The publication day (DCT).</summary>
    Publication,

    /// <summary>The story's current day: the last date told.</summary>
    Story,
}
