using MimeKit;
using MimeKit.Text;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>A part in UTF-8 and quoted-printable whose bytes are those of <see cref="EncodedText"/>, written as they are.</summary>
internal sealed class EncodedPart : TextPart
{
    private readonly byte[] _bytes;

    /// <summary>The part with <paramref name="links"/> in place of the marks of <paramref name="content"/>.</summary>
    public EncodedPart(TextFormat format, string content, PersonalLinks? links, string language)
        : base(format)
    {
        _bytes = EncodedText.Of(content, links);
        ContentType.Charset = "utf-8";
        ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        Content = new MimeContent(new MemoryStream(_bytes), ContentEncoding.QuotedPrintable);
        Headers.Add(HeaderId.ContentLanguage, language);
    }

    /// <inheritdoc/>
    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
        {
            Headers.WriteTo(options, stream, cancellationToken);
        }

        stream.Write(_bytes);
    }

    /// <inheritdoc/>
    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        if (!contentOnly)
        {
            await Headers.WriteToAsync(options, stream, cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(_bytes, cancellationToken).ConfigureAwait(false);
    }
}
