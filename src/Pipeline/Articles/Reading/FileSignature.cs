namespace Pipeline.Articles.Reading;

/// <summary>Names the formats that are recognised and not read, by their first bytes or structure, never by the file's name.</summary>
internal static class FileSignature
{
    private static readonly (byte[] Magic, string Name)[] Magics =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ("GIF8"u8.ToArray(), "GIF"),
        ("{\\rtf"u8.ToArray(), "RTF"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "DOC"),
        ([0x1F, 0x8B, 0x08], "GZIP"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "7Z"),
        ("Rar!"u8.ToArray(), "RAR"),
        ("RIFF"u8.ToArray(), "RIFF"),
        ("OggS"u8.ToArray(), "OGG"),
        ("ID3"u8.ToArray(), "MP3"),
    ];

    /// <summary>The name of the format of <paramref name="bytes"/>, or null where it is none of those.</summary>
    public static string? OfBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (var (magic, name) in Magics)
        {
            if (bytes.StartsWith(magic))
            {
                return name;
            }
        }

        return bytes.StartsWith("PK\u0003\u0004"u8) ? OfZip(bytes) : null;
    }

    /// <summary>The name of the structured format that <paramref name="text"/> is in, or null.</summary>
    public static string? OfText(string text)
    {
        var start = text.AsSpan().TrimStart();
        var isXml = start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase);
        return isXml ? "XML" : null;
    }

    // The names of the entries stand uncompressed in a zip file; an office file names its main part early.
    private static string OfZip(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 8_192)];
        return head.IndexOf("word/"u8) >= 0 ? "DOCX"
            : head.IndexOf("opendocument.text"u8) >= 0 ? "ODT"
            : head.IndexOf("xl/"u8) >= 0 ? "XLSX"
            : "ZIP";
    }
}
