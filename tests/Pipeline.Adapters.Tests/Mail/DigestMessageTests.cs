using System.Text;
using MimeKit;
using Pipeline.Adapters.Mail;
using Pipeline.Delivery;

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
            Html = $"<p>{string.Concat(Enumerable.Repeat("crue à venir = 6,10 m \U0001F600 ", 2000))}</p>",
            Text = new string('é', 5000) + "\n.\n..\nFrom here\n",
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

    private static MimeMessage ReadBack(OutgoingMail mail) => MimeMessage.Load(new MemoryStream(Bytes(mail)), TestContext.Current.CancellationToken);

    private static byte[] Bytes(OutgoingMail mail)
    {
        using var message = DigestMessage.From(mail) ?? throw new InvalidOperationException($"No message of {mail.To}.");
        using var bytes = new MemoryStream();
        message.WriteTo(DigestMessage.Format, bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
