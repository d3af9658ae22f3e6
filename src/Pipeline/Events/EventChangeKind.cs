namespace Pipeline.Events;

/// <summary>What became known of an event.</summary>
public enum EventChangeKind
{
    /// <summary>First told, and fresh: its day lies near the publication of the article that tells it, or ahead of it.</summary>
    New,

    /// <summary>First told, long after it happened: context, never news.</summary>
    Background,

    /// <summary>Its date moved or was put right.</summary>
    DateChanged,

    /// <summary>Its status changed: called off, denied, or a plan that has happened.</summary>
    StatusChanged,

    /// <summary>Another source gives another date.</summary>
    Contradicted,

    /// <summary>A further source tells it.</summary>
    Confirmed,

    /// <summary>No article tells it any more, though an issue has told it.</summary>
    Withdrawn,

    /// <summary>A later article counts otherwise what it is about: 15 wounded where 12 were told.</summary>
    FigureChanged,
}
