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
}
