namespace Pipeline.Extraction.Text;

/// <summary>The kinds of token.</summary>
internal enum TokenKind : byte
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>Digits, or a number made of several tokens.</summary>
    Number,

    /// <summary>A single other character.</summary>
    Mark,
}
