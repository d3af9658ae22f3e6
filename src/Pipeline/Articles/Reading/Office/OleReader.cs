using System.Text;

namespace Pipeline.Articles.Reading.Office;

/// <summary>Compound files: a new document locked with a password, or one of the formats before 2007, which are not read.</summary>
internal sealed class OleReader : IFileReader
{
    // Names of streams as the directory holds them, in UTF-16.
    private static readonly (byte[] Stream, string Name)[] Formats =
    [
        (Encoding.Unicode.GetBytes("WordDocument"), "DOC"), (Encoding.Unicode.GetBytes("Workbook"), "XLS"), (Encoding.Unicode.GetBytes("PowerPoint Document"), "PPT"),
        (Encoding.Unicode.GetBytes("__properties_version1.0"), "MSG"), (Encoding.Unicode.GetBytes("Quill"), "PUB"),
    ];

    private static readonly byte[] Locked = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        var bytes = file.Bytes.Span;
        if (bytes.IndexOf(Locked) >= 0)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Encrypted, "DOCX"));
        }

        foreach (var (stream, name) in Formats)
        {
            if (bytes.IndexOf(stream) >= 0)
            {
                return new FormatOutcome.Refused(new Rejection(RejectionCode.UnsupportedType, name));
            }
        }

        return new FormatOutcome.Refused(new Rejection(RejectionCode.UnsupportedType, "DOC"));
    }
}
