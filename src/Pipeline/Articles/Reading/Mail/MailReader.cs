using System.Globalization;
using AngleSharp.Html.Parser;
using MimeKit;
using MimeKit.Text;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>
/// A mail: the article in its body, else in its attachment. Several attachments, and the messages of a mailbox, become files. <paramref name="html"/>
/// reads a body that is a page, <paramref name="attached"/> a file that is no mail.
/// </summary>
internal sealed class MailReader(ReadingOptions options, ITextReader html, Func<RawFile, CancellationToken, FormatOutcome> attached) : IFileReader
{
    private const string QuotedMail = "blockquote[type='cite' i], .gmail_quote, .moz-cite-prefix, #divRplyFwdMsg, #divRplyFwdMsg ~ *";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> bytes) => MailHead.IsAt(bytes);

    /// <inheritdoc/>
    public FormatOutcome Read(RawFile file, CancellationToken cancellationToken)
    {
        var isMailbox = MailHead.IsMailbox(file.Bytes.Span);
        try
        {
            using var bytes = new MemoryStream(file.Bytes.ToArray(), writable: false);
            var parser = new MimeParser(
                new ParserOptions { MaxMimeDepth = options.Mail.MaxDepth }, bytes, isMailbox ? MimeFormat.Mbox : MimeFormat.Entity);
            var first = parser.ParseMessage(cancellationToken);
            return isMailbox && !parser.IsEndOfStream ? Messages(file, first, parser, cancellationToken) : ReadMessage(file, first, cancellationToken);
        }
        catch (FormatException)
        {
            return Refuse(RejectionCode.Damaged);
        }
    }

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));

    private FormatOutcome.Files Messages(RawFile file, MimeMessage first, MimeParser parser, CancellationToken cancellationToken)
    {
        var entries = new List<RawFile> { Entry(file, first, 1) };
        while (!parser.IsEndOfStream && entries.Count < options.Mail.MaxMessages)
        {
            entries.Add(Entry(file, parser.ParseMessage(cancellationToken), entries.Count + 1));
        }

        return new FormatOutcome.Files(entries, parser.IsEndOfStream ? [] : [ArticleWarning.SkippedEntries]);
    }

    private static RawFile Entry(RawFile file, MimeMessage message, int number)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, CancellationToken.None);
        return file with { Name = string.Create(CultureInfo.InvariantCulture, $"{file.Name}!/{number}.eml"), Bytes = bytes.ToArray() };
    }

    private FormatOutcome ReadMessage(RawFile file, MimeMessage message, CancellationToken cancellationToken)
    {
        var parts = MailParts.Of(message, options.Mail.MaxParts, cancellationToken);
        if (parts.IsEncrypted)
        {
            return Refuse(RejectionCode.Encrypted, "S/MIME, PGP");
        }

        var (body, candidates, refusal) = BodyOf(parts, cancellationToken);
        if (body.StartsWith("-----BEGIN PGP MESSAGE-----", StringComparison.Ordinal))
        {
            return Refuse(RejectionCode.Encrypted, "PGP");
        }

        IReadOnlyList<MetadataCandidate> all = [.. MailCandidates.Of(message), .. candidates];
        IReadOnlyList<ArticleWarning> warnings = parts.IsCut ? [ArticleWarning.PartialText] : [];
        if (body.Length < options.MinTextCharacters && Attached(file, parts, all, cancellationToken) is { } outcome)
        {
            return outcome;
        }

        return body.Length > 0 ? new FormatOutcome.Parts { Body = body, Candidates = all, Warnings = warnings }
            : refusal ?? Refuse(RejectionCode.Empty);
    }

    // A program that writes both puts the article in both; plain text that is a mere notice ("open in your browser") is the shorter by far.
    private (string Body, IReadOnlyList<MetadataCandidate> Candidates, FormatOutcome.Refused? Refusal) BodyOf(MailParts parts, CancellationToken cancellationToken)
    {
        var plain = parts.Plain is { } text ? PlainMailText.Of(TextOf(text), options.MinTextCharacters) : "";
        var outcome = parts.Html is { } page ? ReadPage(TextOf(page), cancellationToken) : null;
        return outcome is FormatOutcome.Parts read && read.Body.Length > 2 * plain.Length
            ? (read.Body, read.Candidates, null)
            : (plain, [], outcome as FormatOutcome.Refused);
    }

    private FormatOutcome ReadPage(string page, CancellationToken cancellationToken)
    {
        var whole = html.Read(page, cancellationToken);
        if (whole is not FormatOutcome.Parts)
        {
            return whole; // Beyond the limits of a page, so that nothing else may parse it either.
        }

        using var document = new HtmlParser().ParseDocument(page);
        var quoted = document.QuerySelectorAll(QuotedMail).ToList();
        quoted.ForEach(element => element.Remove());
        var own = quoted.Count > 0 ? html.Read(document.DocumentElement.OuterHtml, cancellationToken) : whole;
        return own is FormatOutcome.Parts parts && parts.Body.Length >= options.MinTextCharacters ? own : whole;
    }

    // Senders leave the encoding out or name it wrongly: UTF-8 and ASCII are read by our own decoder, which mends; others as they are named.
    private static string TextOf(TextPart part)
    {
        var text = part.ContentType.Charset?.ToUpperInvariant() is null or "UTF-8" or "US-ASCII" or "ISO-8859-1" or "UNKNOWN-8BIT"
            ? Decoded(part) ?? part.Text
            : part.Text;
        return part.IsFlowed ? new FlowedToText { DeleteSpace = IsDeleteSpace(part) }.Convert(text) : text;
    }

    private static bool IsDeleteSpace(TextPart part) => string.Equals(part.ContentType.Parameters["delsp"], "yes", StringComparison.OrdinalIgnoreCase);

    private static string? Decoded(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes, CancellationToken.None);
        return TextDecoder.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))?.Text;
    }

    private FormatOutcome? Attached(RawFile file, MailParts parts, IReadOnlyList<MetadataCandidate> candidates, CancellationToken cancellationToken)
    {
        var readable = new List<(RawFile File, FormatOutcome Outcome)>();
        FormatOutcome? refusal = null;
        for (var i = 0; i < parts.Attachments.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = Attachment(file, parts.Attachments[i], i + 1);
            var outcome = attached(entry, cancellationToken);
            if (outcome is FormatOutcome.Refused)
            {
                refusal ??= outcome;
            }
            else
            {
                readable.Add((entry, outcome));
            }
        }

        ArticleWarning[] skipped = readable.Count < parts.Attachments.Count ? [ArticleWarning.SkippedEntries] : [];
        return readable switch
        {
            [] => parts.Attachments.Count == 1 ? refusal : null,
            [(_, FormatOutcome.Parts only)] => only with { Candidates = [.. only.Candidates, .. candidates], Warnings = [.. only.Warnings, .. skipped] },
            [(_, FormatOutcome.Files only)] => only,
            _ => new FormatOutcome.Files([.. readable.Where(one => one.Outcome is FormatOutcome.Parts).Select(one => one.File)], skipped),
        };
    }

    private static RawFile Attachment(RawFile file, MimePart part, int number)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes, CancellationToken.None);
        var name = part.FileName is { Length: > 0 } given ? given : string.Create(CultureInfo.InvariantCulture, $"{number}");
        return file with { Name = $"{file.Name}!/{name}", Bytes = bytes.ToArray() };
    }
}
