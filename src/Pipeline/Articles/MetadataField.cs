namespace Pipeline.Articles;

/// <summary>What is known about an article beside its text.</summary>
public enum MetadataField
{
    /// <summary>The headline.</summary>
    Title,

    /// <summary>Who wrote it.</summary>
    Author,

    /// <summary>When it was published.</summary>
    Published,

    /// <summary>The publisher's name.</summary>
    SourceName,

    /// <summary>Where it stands on the web.</summary>
    SourceUrl,

    /// <summary>Its language.</summary>
    Language,

    /// <summary>The section or rubric.</summary>
    Section,
}
