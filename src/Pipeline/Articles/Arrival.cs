using Pipeline.Articles.Reading;

namespace Pipeline.Articles;

/// <summary>One version of a file on its way in: its bytes and its place among the versions. Immutable.</summary>
internal sealed record Arrival
{
    private Arrival(RawFile file, string eTag, string? archive, bool isAgain)
    {
        File = file;
        ETag = eTag;
        Archive = archive;
        IsAgain = isAgain;
        Id = ArticleId.FromBlobName(file.Name);
        Hash = HashOf(file);
    }

    public RawFile File { get; }

    public string ETag { get; }

    /// <summary>Name of the archive that holds the file, or null.</summary>
    public string? Archive { get; }

    /// <summary>Whether the file is to be read even where it is known.</summary>
    public bool IsAgain { get; }

    public ArticleId Id { get; }

    /// <summary>Id of the bytes and of the metadata that is read: an editor who only sets a date has changed the article.</summary>
    public string Hash { get; }

    /// <summary>Name of the blob.</summary>
    public string BlobName => Archive ?? File.Name;

    public static Arrival Of(RawFile file, string eTag, bool isAgain) => new(file, eTag, archive: null, isAgain);

    /// <summary>A file in this archive.</summary>
    public Arrival Entry(RawFile entry) => new(entry with { LastModified = File.LastModified }, ETag, File.Name, IsAgain);

    private static string HashOf(RawFile file)
    {
        var metadata = ArticleReader.MetadataKeys
            .Where(file.Metadata.ContainsKey)
            .SelectMany(key => new[] { key, file.Metadata[key] });
        return Identifier.Of([file.Hash, .. metadata]);
    }
}
