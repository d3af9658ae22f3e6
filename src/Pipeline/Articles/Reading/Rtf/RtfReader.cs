namespace Pipeline.Articles.Reading.Rtf;

/// <summary>Rich Text Format, as Word, LibreOffice, TextEdit and WordPad write it.</summary>
internal sealed class RtfReader(DocumentOptions limits, DocumentParts parts) : IFileReader
{
    private const string Format = "RTF";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return start.TrimStart(" \t\r\n"u8).StartsWith("{\\rtf"u8);
    }

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        try
        {
            var document = new RtfDocument(file.Bytes[file.Bytes.Span.IndexOf((byte)'{')..], limits.MaxDepth, cancellationToken);
            var text = document.Read();
            var outcome = parts.Of(text, document.Properties, document.IsCut ? [ArticleWarning.PartialText] : [], Format, cancellationToken);

            // Every RTF file is written for its text: without any, the reading has failed.
            return outcome is FormatOutcome.Refused ? new FormatOutcome.Refused(new Rejection(RejectionCode.Damaged, Format)) : outcome;
        }
        catch (UnreadableFileException failure)
        {
            return new FormatOutcome.Refused(failure.Reason);
        }
    }
}
