namespace Pipeline.Articles.Reading.Rtf;

/// <summary>A token of RTF.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of a control word; empty otherwise.</param>
/// <param name="Value">Number of a control word, character of a symbol, value of a byte; null for a word without number.</param>
internal readonly record struct RtfToken(RtfTokenKind Kind, string Name = "", int? Value = null);
