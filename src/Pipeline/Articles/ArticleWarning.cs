namespace Pipeline.Articles;

/// <summary>What was odd about a file and mended. The set is closed; <see cref="ArticleWarnings.Code"/> names each for files and tables.</summary>
public enum ArticleWarning
{
    /// <summary>Bytes of another encoding stood among the text.</summary>
    RepairedEncoding,

    /// <summary>Control or invisible characters were taken out.</summary>
    RemovedControls,

    /// <summary>The front matter is no YAML and was read line by line.</summary>
    RepairedFrontMatter,

    /// <summary>A named publication date cannot be read; the next source was used.</summary>
    BadDate,

    /// <summary>The publication day lies more than two days after the file was written.</summary>
    FutureDate,

    /// <summary>The language is undetermined or not known to us; the newsroom's was taken.</summary>
    UndeterminedLanguage,

    /// <summary>Text that was decoded wrongly and saved again ("Ã©") was put right.</summary>
    RepairedMojibake,

    /// <summary>The encoding is not named and was guessed.</summary>
    GuessedEncoding,

    /// <summary>Characters that turn the direction of writing were taken out.</summary>
    RemovedBidi,

    /// <summary>Invisible characters such as zero-width spaces and tags were taken out.</summary>
    Normalised,

    /// <summary>Characters that cannot exist (half a pair) were replaced.</summary>
    ReplacedCharacters,

    /// <summary>Letters or signs are missing, as where an earlier tool dropped the apostrophes.</summary>
    DamagedText,

    /// <summary>The file has no headline; one was made from the text.</summary>
    NoTitle,

    /// <summary>The front matter holds what is not read, such as tags or aliases without end.</summary>
    FrontMatterIgnored,

    /// <summary>The page's structured data is broken, contradictory or too deep.</summary>
    StructuredDataIgnored,

    /// <summary>The sources of the publication date disagree.</summary>
    DisputedDate,

    /// <summary>The publication date is earlier than any news we expect.</summary>
    OldDate,

    /// <summary>The file's or an entry's name holds what a name should not.</summary>
    OddName,

    /// <summary>An archive or mail holds files that are no articles.</summary>
    SkippedEntries,

    /// <summary>Parts of the document could not be read.</summary>
    PartialText,
}
