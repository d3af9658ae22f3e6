namespace Pipeline.Articles.Reading.Rtf;

/// <summary>The kinds of tokens of RTF.</summary>
internal enum RtfTokenKind
{
    /// <summary>An opening brace.</summary>
    Open,

    /// <summary>A closing brace.</summary>
    Close,

    /// <summary>A control word with its number: <c>\par</c>, <c>\u233</c>.</summary>
    Word,

    /// <summary>A control symbol: a backslash and one character that is no letter.</summary>
    Symbol,

    /// <summary>One byte of text, as itself or as <c>\'e9</c>.</summary>
    Byte,
}
