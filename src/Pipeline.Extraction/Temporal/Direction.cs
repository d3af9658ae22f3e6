namespace Pipeline.Extraction.Temporal;

/// <summary>Which of several possible days the words ask for.</summary>
internal enum Direction
{
    /// <summary>They do not say; tense decides.</summary>
    Open,

    /// <summary>"dernier", "last".</summary>
    Last,

    /// <summary>"prochain", "next".</summary>
    Next,

    /// <summary>"ce", "this": of the current week.</summary>
    This,
}
