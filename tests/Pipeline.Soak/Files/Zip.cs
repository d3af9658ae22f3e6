using System.IO.Compression;
using System.Text;

namespace Pipeline.Soak.Files;

/// <summary>Writes zip files, which office documents are too.</summary>
internal static class Zip
{
    private static readonly DateTimeOffset s_packedAt = new(2026, 3, 6, 8, 0, 0, TimeSpan.Zero);

    public static byte[] Of(params IEnumerable<(string Name, byte[] Bytes)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = s_packedAt;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Of(params IEnumerable<(string Name, string Text)> entries) =>
        Of(entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text))));
}
