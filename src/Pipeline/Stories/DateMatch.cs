namespace Pipeline.Stories;

/// <summary>How the date of a report meets that of an event.</summary>
internal enum DateMatch
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>They differ by a day or two, as two sources do that contradict each other.</summary>
    Near,

    /// <summary>The event is a plan, and the report moves a plan to its date without a word of where it was before.</summary>
    Moved,

    /// <summary>One lies in the other: a day in its month, a night over two days.</summary>
    Within,

    /// <summary>The same days.</summary>
    Same,

    /// <summary>The report says of the event's date that it is no longer true.</summary>
    Superseded,
}
