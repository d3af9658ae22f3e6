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

    /// <summary>The content is not what the file's name says, and not what is read.</summary>
    WrongType,

    /// <summary>A document locked with a password.</summary>
    Encrypted,

    /// <summary>XML with a document type or entities, which can read other files or grow without end.</summary>
    UnsafeXml,

    /// <summary>An archive that unpacks to far more than it is, or holds archives.</summary>
    ZipBomb,

    /// <summary>A PDF of pictures, without text.</summary>
    NoTextLayer,

    /// <summary>Reading took longer than allowed.</summary>
    TooSlow,

    /// <summary>The process that read the file died, more than once.</summary>
    StopsReader,

    /// <summary>Taking it in failed at every try, for a reason that need not be the file's.</summary>
    GivenUp,
}
