using MimeKit;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>The parts of a mail that matter: its body as text and as page, and its attachments. Collected without recursion.</summary>
internal sealed class MailParts
{
    private readonly List<MimePart> _attachments = [];

    private MailParts()
    {
    }

    /// <summary>The first body in plain text, or null.</summary>
    public TextPart? Plain { get; private set; }

    /// <summary>The first body in HTML, or null.</summary>
    public TextPart? Html { get; private set; }

    /// <summary>The files, in their order.</summary>
    public IReadOnlyList<MimePart> Attachments => _attachments;

    /// <summary>Whether the content is locked with S/MIME or PGP.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>Whether parts were left out because there are too many.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The parts of <paramref name="message"/>, at most <paramref name="maxParts"/>; a forwarded message's are its own.</summary>
    public static MailParts Of(MimeMessage message, int maxParts, CancellationToken cancellationToken)
    {
        var parts = new MailParts();
        var waiting = new Stack<MimeEntity?>([message.Body]);
        for (var seen = 0; waiting.TryPop(out var entity); seen++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (seen == maxParts)
            {
                parts.IsCut = true;
                break;
            }

            parts.Add(entity, waiting);
        }

        return parts;
    }

    private void Add(MimeEntity? entity, Stack<MimeEntity?> waiting)
    {
        switch (entity)
        {
            case Multipart { ContentType: var type } when type.IsMimeType("multipart", "encrypted"):
                IsEncrypted = true;
                break;
            case Multipart multipart:
                foreach (var inner in multipart.Reverse())
                {
                    waiting.Push(inner); // The first comes off the stack first.
                }

                break;
            case MessagePart forwarded:
                waiting.Push(forwarded.Message?.Body);
                break;
            case MimePart { ContentType.MediaType: var type } when type.ToUpperInvariant() is "MULTIPART" or "MESSAGE":
                IsCut = true; // Beyond the depth the parser leaves a container unopened.
                break;
            case MimePart part when IsLocked(part):
                IsEncrypted = true;
                break;
            case TextPart text when !text.IsAttachment && text.IsHtml && Html is null:
                Html = text;
                break;
            case TextPart text when !text.IsAttachment && text.IsPlain && Plain is null:
                Plain = text;
                break;
            case MimePart part when part is not TextPart || part.IsAttachment:
                _attachments.Add(part);
                break;
        }
    }

    // An envelope hides the content; a mere signature ("signed-data") does too, for it wraps it in binary.
    private static bool IsLocked(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime")
        || part.ContentType.IsMimeType("application", "pgp-encrypted");
}
