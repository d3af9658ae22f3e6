namespace Pipeline.Articles.Reading;

/// <summary>Why a file is refused. The set is closed; <see cref="RejectionCodes.Name"/> names each for files, tables and string keys.</summary>
public enum RejectionCode
{
    /// <summary>No byte, or nothing but white space.</summary>
    Empty,

    /// <summary>Fewer characters than an article has.</summary>
    TooShort,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Bytes that are no text and no known format.</summary>
    Binary,

    /// <summary>A known format that is not read.</summary>
    UnsupportedType,

    /// <summary>A page without the text of an article.</summary>
    NoArticle,

    /// <summary>Text in which most characters are unreadable.</summary>
    Damaged,

    /// <summary>Markup nested or repeated beyond the limits.</summary>
    TooComplex,
}
