namespace Pipeline.Articles;

/// <summary>Where something known about an article was read; <see cref="MetadataSources.Code"/> names each for files and tables.</summary>
public enum MetadataSource
{
    /// <summary>Metadata set on the blob.</summary>
    BlobMetadata,

    /// <summary>Front matter of a Markdown or text file.</summary>
    FrontMatter,

    /// <summary>A first line such as <c>date 2026-03-04</c>.</summary>
    FirstLine,

    /// <summary>NewsML-G2, ninjs or another news item in JSON.</summary>
    NewsItem,

    /// <summary>The path of a page's address (<c>/2026/03/04/</c>).</summary>
    UrlPath,

    /// <summary>Microdata of a page (<c>itemprop</c>).</summary>
    Microdata,

    /// <summary>OpenGraph tags of a page (<c>og:</c>, <c>article:</c>).</summary>
    OpenGraph,

    /// <summary>An <c>abbr</c> element of a page.</summary>
    Abbreviation,

    /// <summary>Other meta tags or links of a page.</summary>
    MetaTag,

    /// <summary>A <c>time</c> element of a page.</summary>
    TimeElement,

    /// <summary>Structured data of a page (JSON-LD).</summary>
    StructuredData,

    /// <summary>An element of a page whose class or id names it.</summary>
    NamedElement,

    /// <summary>A heading or the title element of a page or document.</summary>
    Heading,

    /// <summary>A header of a mail.</summary>
    MailHeader,

    /// <summary>The properties of an office document or PDF.</summary>
    DocumentProperties,

    /// <summary>The file's name.</summary>
    FileName,

    /// <summary>A dateline or publication stamp in the text ("PARIS, 4 mars 2026 —", "Publié le ...").</summary>
    Dateline,

    /// <summary>The text: its first line or sentence, its first date.</summary>
    Text,

    /// <summary>When a page says that it was last changed.</summary>
    Modified,

    /// <summary>No source named it: the blob's last-modified time, marked as assumed.</summary>
    AssumedFromBlob,
}
