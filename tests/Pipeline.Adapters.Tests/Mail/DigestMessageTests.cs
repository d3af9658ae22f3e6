using System.Text;
using MimeKit;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Mail;

public sealed class DigestMessageTests
{
    [Fact]
    public void From_Mail_HasTheHeadersOfAList()
    {
        var mail = Examples.Mail();

        var message = ReadBack(mail);

        Assert.Equal($"{mail.Id}@journal.example", message.MessageId);
        Assert.Equal(mail.Date.ToUnixTimeSeconds(), message.Date.ToUnixTimeSeconds());
        Assert.Equal(mail.Subject, message.Subject);
        var from = Assert.IsType<MailboxAddress>(Assert.Single(message.From));
        Assert.Equal((mail.FromName, mail.From), (from.Name, from.Address));
        Assert.Equal(mail.To, Assert.IsType<MailboxAddress>(Assert.Single(message.To)).Address);
        Assert.Equal("<main.journal.example>", message.Headers[HeaderId.ListId]);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("OOF, AutoReply", message.Headers["X-Auto-Response-Suppress"]);
        Assert.Equal("fr", message.Body?.Headers[HeaderId.ContentLanguage]);
        Assert.Equal(message.Headers.Count, message.Headers.DistinctBy(header => header.Field.ToUpperInvariant()).Count());
    }

    [Fact]
    public void From_Mail_IsTextThenHtmlInQuotedPrintableUtf8()
    {
        var mail = Examples.Mail();
        var alternative = Assert.IsType<MultipartAlternative>(ReadBack(mail).Body);

        Assert.Equal(["text/plain", "text/html"], alternative.Select(part => part.ContentType.MimeType));
        Assert.All(alternative.Cast<TextPart>(), part =>
        {
            Assert.Equal("utf-8", part.ContentType.Charset);
            Assert.Equal(ContentEncoding.QuotedPrintable, part.ContentTransferEncoding);
        });
        Assert.Equal(mail.Text, alternative.TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, alternative.HtmlBody?.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void From_TextOfOneVeryLongLine_HasShortAsciiLinesOnly()
    {
        var mail = Examples.Mail() with
        {
            Content = new($"<p>{string.Concat(Enumerable.Repeat("crue à venir = 6,10 m \U0001F600 ", 2000))}</p>", new string('é', 5000) + "\n.\n..\nFrom here\n"),
            Subject = string.Concat(Enumerable.Repeat("Été à Cognac ", 100)),
        };

        var bytes = Bytes(mail);
        var text = Encoding.Latin1.GetString(bytes);

        Assert.All(bytes, b => Assert.True(b is (byte)'\r' or (byte)'\n' or (byte)'\t' or (>= 32 and < 127), $"Byte {b}."));
        Assert.All(text.Split("\r\n"), line =>
        {
            Assert.InRange(line.Length, 0, 998);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
        });
        Assert.Equal(mail.Text, ReadBack(mail).TextBody?.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, ReadBack(mail).HtmlBody);
    }

    [Fact]
    public void From_ContentWithMarks_IsTheSameAsWithLinksFromTheStart()
    {
        var links = new PersonalLinks($"https://news.example/u?t={new string('é', 9)}={new string('a', 150)}", "https://news.example/p");
        string[] ends = ["", " ", "\n", "\n\n", "é", ".", " .\n", "=", new string('x', 75), new string('x', 76), "\U0001F600 à\t", "https://reader.invalid/other"];
        var texts = from before in ends
                    from between in ends
                    from mark in (string[])[PersonalMarks.Unsubscribe, PersonalMarks.Preferences]
                    select $"{before}{mark}{between}{PersonalMarks.Unsubscribe}{before}";
        Assert.All(texts, text =>
        {
            var mail = Examples.Mail() with { Content = new($"<p>{text}</p>\n", text), Links = links };
            var bytes = Bytes(mail);
            Assert.All(Encoding.Latin1.GetString(bytes).Split("\r\n\r\n", 2)[1].Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
            Assert.Equal(bytes, Bytes(mail));
            var read = Assert.IsType<MultipartAlternative>(ReadBack(mail).Body);
            Assert.Equal((links.Fill(text), links.Fill($"<p>{text}</p>\n")), (Decoded(read[0]), Decoded(read[1])));
        });
    }

    [Theory]
    [InlineData("Crue\r\nBcc: victim@example.org")]
    [InlineData("Crue\nBcc: victim@example.org")]
    [InlineData("Crue\u0085\u2028\u0000\u001bBcc: victim@example.org")]
    public void From_TextThatWouldEndAHeader_StaysInItsHeader(string text)
    {
        var message = ReadBack(Examples.Mail() with { Subject = text, FromName = text, ListId = text, Language = text });

        Assert.Empty(message.Bcc);
        Assert.DoesNotContain(message.Headers, header => header.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.All(message.Headers.Concat(message.Body!.Headers), header => Assert.DoesNotContain(header.Value, char.IsControl));
        Assert.StartsWith("Crue", message.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main-20260304T063000000Z-abc", true)]
    [InlineData("a b", false)]
    [InlineData("a@b", false)]
    [InlineData("a\r\nX: y", false)]
    [InlineData("../../etc/passwd", false)]
    public void From_IdOfAnyKind_GivesAMessageIdOfAtoms(string id, bool isKept)
    {
        var left = ReadBack(Examples.Mail() with { Id = id }).MessageId!.Split('@')[0];
        Assert.Equal(isKept, left == id);
        Assert.All(left, c => Assert.True(char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
    }

    [Fact]
    public void From_SameMailTwice_IsTheSameBytes()
    {
        var mail = Examples.Mail();
        Assert.Equal(Bytes(mail), Bytes(mail));
        Assert.NotEqual(Bytes(mail), Bytes(mail with { Id = "another" }));
    }

    [Fact]
    public void From_SenderWithAccentsInTheDomain_HasAnAsciiMessageId()
    {
        var message = ReadBack(Examples.Mail() with { From = "digest@été.example" });
        Assert.EndsWith("@xn--t-9fab.example", message.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public void From_MailOfAList_HasTheHeadersForOneClick()
    {
        var headers = ReadBack(OfList()).Headers;

        Assert.Equal($"<{OfList().UnsubscribeUrl}>", headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        Assert.Equal("<https://news.example/fr/digests>", headers["List-Archive"]);
        Assert.Equal("<https://news.example/fr/subscribe>", headers["List-Help"]);
        Assert.Equal("main-20260304T063000123Z:main:digest:pipeline", headers["Feedback-ID"]);
        Assert.Null(headers["Precedence"]);
        Assert.Equal("bulk", ReadBack(OfList() with { IsBulk = true }).Headers["Precedence"]);
    }

    [Fact]
    public void From_MailOfAList_WritesEachAddressInOnePieceOnTheWire()
    {
        var wire = Encoding.ASCII.GetString(Bytes(OfList()));
        var head = wire[..wire.IndexOf("\r\n\r\n", StringComparison.Ordinal)];

        Assert.All(new[] { "List-Unsubscribe", "List-Archive", "List-Help" }, field => Assert.Matches($@"(?m)^{field}:\s+<https://[!-;=?-~]+>\r?$", head));
        Assert.Matches(@"(?m)^List-Id: <[!-;=?-~]+>\r?$", head);
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(head, "https?://"));
        Assert.Single(head.Split("\r\n"), line => line.StartsWith("From:", StringComparison.OrdinalIgnoreCase));
        Assert.Single(head.Split("\r\n"), line => line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
        Assert.Single(head.Split("\r\n"), line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("=?", head[head.IndexOf("List-Id", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void From_MailOfNoList_HasNoneOfItsHeaders()
    {
        var fields = ReadBack(Examples.Mail() with { ListId = null }).Headers.Select(header => header.Field).ToList();

        Assert.DoesNotContain(fields, field => field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Feedback-ID", fields);
        Assert.Contains("Auto-Submitted", fields);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:x@example.org")]
    [InlineData("/unsubscribe")]
    [InlineData("")]
    public void From_AnAddressThatCannotBeClicked_IsLeftOut(string address)
    {
        var headers = ReadBack(OfList() with { UnsubscribeUrl = address, ArchiveUrl = address, HelpUrl = address }).Headers;

        Assert.Null(headers["List-Unsubscribe"]);
        Assert.Null(headers["List-Unsubscribe-Post"]);
        Assert.Null(headers["List-Archive"]);
        Assert.Null(headers["List-Help"]);
    }

    [Theory]
    [InlineData("https://news.example/a b>,<https://evil.example/")]
    [InlineData("https://news.example/\r\nBcc: victim@example.org")]
    [InlineData("https://news.example/été")]
    public void From_AnAddressWithCharactersThatEndIt_IsEscaped(string address)
    {
        var mail = OfList() with { UnsubscribeUrl = address, ArchiveUrl = address, HelpUrl = address, FeedbackId = "a\r\nBcc: victim@example.org" };
        var message = ReadBack(mail);

        Assert.Empty(message.Bcc);
        Assert.Matches("^<https://news[.]example/[!-;=?-~]*>$", message.Headers["List-Unsubscribe"]);
        Assert.DoesNotContain(message.Headers, header => header.Field.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    private static OutgoingMail OfList() => Examples.Mail() with
    {
        UnsubscribeUrl = $"https://news.example/unsubscribe/k1.{new string('a', 26)}.3.0.{new string('x', 43)}",
        ArchiveUrl = "https://news.example/fr/digests",
        HelpUrl = "https://news.example/fr/subscribe",
        FeedbackId = "main-20260304T063000123Z:main:digest:pipeline",
    };

    private static MimeMessage ReadBack(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(Bytes(mail)), TestContext.Current.CancellationToken);

    private static string Decoded(MimeEntity part)
    {
        using var content = new MemoryStream();
        Assert.IsType<TextPart>(part).Content!.DecodeTo(content, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(content.ToArray()).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static byte[] Bytes(OutgoingMail mail)
    {
        using var message = DigestMessage.From(mail) ?? throw new InvalidOperationException($"No message of {mail.To}.");
        using var bytes = new MemoryStream();
        message.WriteTo(DigestMessage.Format, bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
