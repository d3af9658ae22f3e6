using System.Globalization;
using System.IO.Compression;

namespace Pipeline.Articles.Reading.Archives;

/// <summary>
/// A plain zip file: each entry is a file of its own. One level deep; archives inside are never opened for their entries, unless one of
/// <paramref name="documents"/> knows them.
/// </summary>
internal sealed class PackageReader(ReadingOptions options, IReadOnlyList<IArchiveReader> documents) : IArchiveReader
{
    // These speak of one article; on an archive of several they would be wrong for all but one.
    private static readonly string[] KeysOfOneArticle = ["title", "published", "url"];

    private static readonly (byte[] Magic, int At)[] Pictures =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], 0), ([0xFF, 0xD8, 0xFF], 0), ("GIF8"u8.ToArray(), 0), ("WEBP"u8.ToArray(), 8),
        ([(byte)'I', (byte)'I', 42, 0], 0), ([(byte)'M', (byte)'M', 0, 42], 0), ("BM"u8.ToArray(), 0), ("ftypheic"u8.ToArray(), 4), ("ftypavif"u8.ToArray(), 4),
    ];

    private static readonly byte[][] Archives =
    [
        [0x1F, 0x8B, 0x08], [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], [.. "Rar!"u8, 0x1A, 0x07], [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0],
    ];

    // What browsers save beside a page is text, and no article.
    private static readonly HashSet<string> PartsOfPages = new(StringComparer.OrdinalIgnoreCase) { ".css", ".js", ".mjs", ".map", ".svg" };

    /// <inheritdoc/>
    public bool Recognises(GuardedArchive archive) => true;

    /// <inheritdoc/>
    public FormatOutcome Read(GuardedArchive archive, RawFile file, CancellationToken cancellationToken)
    {
        var entries = new List<RawFile>();
        var labels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int pictures = 0, nested = 0;
        long held = 0;
        var isOdd = false;
        foreach (var entry in archive.Entries.Where(entry => !IsFolder(entry)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var label = EntryLabel.Of(entry.FullName);
            if (label.IsJunk)
            {
                continue;
            }

            // One byte beyond the limit is enough for the entry to be refused as too large.
            var bytes = archive.ReadStart(entry, options.MaxArticleBytes + 1);
            if (IsArchive(bytes, cancellationToken))
            {
                nested++;
            }
            else if (IsPicture(bytes) || PartsOfPages.Contains(Path.GetExtension(label.Text)))
            {
                pictures++;
            }
            else
            {
                held += bytes.Length;
                isOdd |= label.IsOdd;
                entries.Add(file with { Name = $"{file.Name}!/{Unique(label.Text, labels)}", Bytes = bytes });
            }

            if (held > options.Archive.MaxHeldBytes)
            {
                throw new UnreadableFileException(RejectionCode.ZipBomb, $"> {GuardedArchive.Megabytes(options.Archive.MaxHeldBytes)} MB");
            }
        }

        return Outcome(file, entries, nested, [.. isOdd ? [ArticleWarning.OddName] : Array.Empty<ArticleWarning>(),
            .. pictures + nested > 0 ? [ArticleWarning.SkippedEntries] : Array.Empty<ArticleWarning>()]);
    }

    private static FormatOutcome Outcome(RawFile file, List<RawFile> entries, int nested, IReadOnlyList<ArticleWarning> warnings)
    {
        if (entries.Count == 0)
        {
            return new FormatOutcome.Refused(nested > 0 ? new Rejection(RejectionCode.ZipBomb, "ZIP / ZIP") : new Rejection(RejectionCode.NoArticle, "ZIP"));
        }

        if (entries.Count == 1)
        {
            return new FormatOutcome.Files(entries, warnings);
        }

        var shared = file.Metadata.Where(pair => !KeysOfOneArticle.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new FormatOutcome.Files([.. entries.Select(entry => entry with { Metadata = shared })], warnings);
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.Length == 0 && entry.FullName.AsSpan().IndexOfAny('/', '\\') >= 0 && entry.FullName[^1] is '/' or '\\';

    private static bool IsPicture(byte[] bytes) =>
        Pictures.Any(picture => bytes.Length > picture.At && bytes.AsSpan(picture.At).StartsWith(picture.Magic))
        && bytes.AsSpan(0, Math.Min(bytes.Length, 512)).Contains((byte)0); // A text may begin with these letters too.

    // A document that is an archive is read in its turn; a broken one is handed on too, to be refused by name.
    private bool IsArchive(byte[] bytes, CancellationToken cancellationToken)
    {
        if (!ZipFileReader.IsZip(bytes))
        {
            return Archives.Any(magic => bytes.AsSpan().StartsWith(magic));
        }

        try
        {
            using var inner = GuardedArchive.Open(bytes, options.Archive, cancellationToken);
            return !documents.Any(document => document.Recognises(inner));
        }
        catch (UnreadableFileException failure)
        {
            return failure.Reason.Code == RejectionCode.ZipBomb;
        }
    }

    private static string Unique(string label, HashSet<string> taken)
    {
        var unique = label;
        for (var number = label.Length == 0 ? 1 : 2; unique.Length == 0 || !taken.Add(unique); number++)
        {
            unique = label + "~" + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
