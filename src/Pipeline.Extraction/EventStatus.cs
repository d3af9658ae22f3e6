namespace Pipeline.Extraction;

/// <summary>What a text says of an event.</summary>
public enum EventStatus
{
    /// <summary>It took place.</summary>
    Happened,

    /// <summary>It is to take place; deadlines too.</summary>
    Planned,

    /// <summary>It was to take place and will not, or not then.</summary>
    Cancelled,

    /// <summary>Somebody says that it took place, and the text says that it did not.</summary>
    Denied,
}
