namespace Pipeline.Articles;

/// <summary>The names of the sources in files, tables and string keys.</summary>
public static class MetadataSources
{
    /// <summary>The stable name, in lower case with hyphens: <c>front-matter</c>.</summary>
    public static string Code(this MetadataSource source) => source switch
    {
        MetadataSource.BlobMetadata => "blob-metadata",
        MetadataSource.FrontMatter => "front-matter",
        MetadataSource.FirstLine => "first-line",
        MetadataSource.NewsItem => "news-item",
        MetadataSource.UrlPath => "url-path",
        MetadataSource.Microdata => "microdata",
        MetadataSource.OpenGraph => "open-graph",
        MetadataSource.Abbreviation => "abbreviation",
        MetadataSource.MetaTag => "meta-tag",
        MetadataSource.TimeElement => "time-element",
        MetadataSource.StructuredData => "structured-data",
        MetadataSource.NamedElement => "named-element",
        MetadataSource.Heading => "heading",
        MetadataSource.MailHeader => "mail-header",
        MetadataSource.DocumentProperties => "document-properties",
        MetadataSource.FileName => "file-name",
        MetadataSource.Dateline => "dateline",
        MetadataSource.Text => "text",
        MetadataSource.Modified => "modified",
        MetadataSource.AssumedFromBlob => "assumed-from-blob",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };
}
