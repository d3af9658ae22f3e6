namespace Pipeline.Soak.Files;

/// <summary>What has to become of a dropped file.</summary>
public enum Fate
{
    /// <summary>An article.</summary>
    Ingested,

    /// <summary>Refused.</summary>
    Quarantined,

    /// <summary>One of several files with the same content: one of them is an article, whichever came first, and the others repeat it.</summary>
    OneOfSame,

    /// <summary>A file of files.</summary>
    Archive,
}
