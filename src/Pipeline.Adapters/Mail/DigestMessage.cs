using System.Diagnostics.CodeAnalysis;
using MimeKit;
using MimeKit.Text;
using Pipeline.Delivery;

namespace Pipeline.Adapters.Mail;

/// <summary>Makes the MIME message of a mail: the same bytes at every attempt.</summary>
internal static class DigestMessage
{
    /// <summary>Lines end as on the wire, and are folded far below the 998 characters of RFC 5322.</summary>
    public static FormatOptions Format { get; } = MakeFormat();

    /// <summary>The message, or null where an address of it is none.</summary>
    public static MimeMessage? From(OutgoingMail mail)
    {
        if (!TryReadAddress(mail.From, out var from) || !TryReadAddress(mail.To, out var to))
        {
            return null;
        }

        from.Name = Clean(mail.FromName);
        var id = MailIdentity.Of(mail);
        var language = Clean(mail.Language);
        var links = mail.Links is null ? null : new EncodedLinks(mail.Links);
        var message = new MimeMessage
        {
            Subject = Clean(mail.Subject),
            Date = mail.Date,
            MessageId = $"{id}@{MailboxAddress.EncodeAddrspec(from.Address).Split('@')[^1]}",
            Body = new MultipartAlternative(
                new EncodedPart(TextFormat.Plain, mail.Content.Text, links, language), new EncodedPart(TextFormat.Html, mail.Content.Html, links, language))
            {
                // "=_" never occurs in quoted-printable text, so no line of a part can be taken for the boundary.
                Boundary = "=_" + Identifier.Of("boundary", mail.Id),
            },
        };
        message.From.Add(from);
        message.To.Add(to);
        AddListHeaders(message.Headers, mail);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        message.Body.Headers.Add(HeaderId.ContentLanguage, language);
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    // RFC 2369, 2919 and 8058: one address for one click, and the words that say that a POST to it is enough.
    private static void AddListHeaders(HeaderList headers, OutgoingMail mail)
    {
        AddInBrackets(headers, "List-Id", mail.ListId is null ? null : Clean(mail.ListId));
        if (AddInBrackets(headers, "List-Unsubscribe", WebAddress(mail.UnsubscribeUrl)))
        {
            headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        AddInBrackets(headers, "List-Archive", WebAddress(mail.ArchiveUrl));
        AddInBrackets(headers, "List-Help", WebAddress(mail.HelpUrl));
        if (mail.FeedbackId is not null)
        {
            headers.Add("Feedback-ID", Clean(mail.FeedbackId));
        }

        if (mail.IsBulk)
        {
            headers.Add(HeaderId.Precedence, "bulk");
        }
    }

    private static bool AddInBrackets(HeaderList headers, string field, string? value)
    {
        if (value is not null)
        {
            headers.Add(field, $"<{value}>");
        }

        return value is not null;
    }

    // What is no address of the web cannot be clicked; what is one has no space and no angle bracket in its escaped form.
    private static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address.AbsoluteUri : null;

    internal static bool TryReadAddress(string address, [NotNullWhen(true)] out MailboxAddress? mailbox) =>
        MailboxAddress.TryParse(address, out mailbox) && mailbox.Address.Contains('@', StringComparison.Ordinal) && !address.Any(char.IsControl);

    // A header is one line: what would end it or hide in it becomes a space.
    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    private static FormatOptions MakeFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
