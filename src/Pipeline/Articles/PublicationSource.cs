namespace Pipeline.Articles;

/// <summary>Where the publication day of an article was read, most trusted first.</summary>
public enum PublicationSource
{
    /// <summary>Metadata set on the blob.</summary>
    BlobMetadata,

    /// <summary>Front matter of a Markdown or text file.</summary>
    FrontMatter,

    /// <summary>A first line such as <c>date 2026-03-04</c>.</summary>
    FirstLine,

    /// <summary>Meta tags or structured data of an HTML page.</summary>
    HtmlMeta,

    /// <summary>A dateline or publication stamp in the text ("PARIS, 4 mars 2026 —", "Publié le ...").</summary>
    Dateline,

    /// <summary>No source named it: the blob's last-modified time, marked as assumed.</summary>
    AssumedFromBlob,
}
