using MimeKit;
using MimeKit.Text;

namespace Pipeline.Adapters.Mail;

/// <summary>A part in UTF-8 and quoted-printable whose bytes are those of <see cref="EncodedText"/>, written as they are. It can be written, and not read.</summary>
internal sealed class EncodedPart : TextPart
{
    private readonly IReadOnlyList<byte[]> _pieces;

    /// <summary>The part with <paramref name="links"/> in place of the marks of <paramref name="content"/>.</summary>
    public EncodedPart(TextFormat format, string content, EncodedLinks? links, string language)
        : base(format)
    {
        _pieces = EncodedText.Of(content, links);
        ContentType.Charset = "utf-8";
        ContentTransferEncoding = ContentEncoding.QuotedPrintable;

        // A part without one gets no line end of its own before the boundary.
        Content = new MimeContent(Stream.Null, ContentEncoding.QuotedPrintable);
        Headers.Add(HeaderId.ContentLanguage, language);
    }

    /// <inheritdoc/>
    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
        {
            Headers.WriteTo(options, stream, cancellationToken);
        }

        foreach (var piece in _pieces)
        {
            stream.Write(piece);
        }
    }

    /// <inheritdoc/>
    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
        {
            await Headers.WriteToAsync(options, stream, cancellationToken).ConfigureAwait(false);
        }

        foreach (var piece in _pieces)
        {
            await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
        }
    }
}
