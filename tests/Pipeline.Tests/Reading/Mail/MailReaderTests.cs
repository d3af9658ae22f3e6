using System.Globalization;
using System.Text;
using CsCheck;
using MimeKit;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading.Mail;

public sealed class MailReaderTests
{
    private const string Body = "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont, fermé depuis l’été.";

    private const string Head = "From: Ann Reed <ann@example.org>\r\nTo: desk@example.org\r\nSubject: Le pont rouvre\r\nDate: Wed, 04 Mar 2026 10:15:00 +0100\r\nMIME-Version: 1.0\r\n";

    [Fact]
    public void Read_APlainMail_GivesBodySubjectSenderAndDate()
    {
        var article = Article(Head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + Body);

        Assert.Equal(("Le pont rouvre", "Ann Reed"), (article.Title, article.Author));
        Assert.Equal((new DateOnly(2026, 3, 4), MetadataSource.MailHeader), (article.Published, article.PublishedFrom));
        Assert.Equal($"Le pont rouvre\n{Body}", article.Text);
        Assert.Empty(article.Warnings);
    }

    [Fact]
    public void Read_AMailWithoutItsEncodingNamed_IsReadByItsBytes()
    {
        var latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        var article = Article([.. Encoding.ASCII.GetBytes(Head + "Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"), .. latin.GetBytes(Body)]);

        Assert.EndsWith(Body, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ADateThatDoesNotExist_IsMissingAndSaid()
    {
        var article = Article(Head.Replace("Wed, 04 Mar", "Tue, 31 Feb", StringComparison.Ordinal) + "\r\n" + Body);

        Assert.Equal(MetadataSource.AssumedFromBlob, article.PublishedFrom);
        Assert.Equal([ArticleWarning.BadDate], article.Warnings);
    }

    [Fact]
    public void Read_ASubjectWithAnEncodedLineEnd_IsOneLine()
    {
        var subject = "=?utf-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes("Le pont\r\nBcc: evil@example.org")) + "?=";

        var article = Article(Head.Replace("Le pont rouvre", subject, StringComparison.Ordinal) + "\r\n" + Body);

        Assert.Equal("Le pont Bcc: evil@example.org", article.Title);
    }

    [Theory]
    [InlineData("\r\n\r\nOn 3 March 2026, Jo Blum\r\n<jo@example.org> wrote:\r\n> Que dit le conseil ?\r\n> Rien.\r\n")]
    [InlineData("\r\n\r\n-- \r\nAnn Reed\r\nLa Gazette, 12 rue du Pont\r\n")]
    [InlineData("\r\n\r\n-----Original Message-----\r\nFrom: Jo Blum\r\n\r\nQue dit le conseil ?\r\n")]
    public void Read_QuotedMailAndSignature_AreLeftOut(string rest) =>
        Assert.Equal($"Le pont rouvre\n{Body}", Article(Head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + Body + rest).Text);

    [Fact]
    public void Read_AMailThatIsAllQuoted_KeepsTheQuotation() =>
        Assert.EndsWith(Body, Article(Head + "Content-Type: text/plain; charset=utf-8\r\n\r\nVoir dessous.\r\n\r\n> " + Body).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nLe conseil de Valmont a voté \r\nhier la reprise des travaux du vieux pont, fermé \r\ndepuis l’été.")]
    [InlineData("Content-Type: text/plain; charset=utf-8\r\n\r\nLe conseil de Valmont a voté hier la reprise des travaux du\r\nvieux pont, fermé depuis l’été.")]
    public void Read_LinesBrokenForMail_AreJoined(string text) => Assert.Equal($"Le pont rouvre\n{Body}", Article(Head + text).Text);

    [Fact]
    public void Read_AMailWithAPageAlone_IsReadAsAPageWithoutTheQuotedMail()
    {
        var html = $"<html><body><p>{Body}</p><blockquote type=\"cite\"><p>Que dit le conseil de la ville de Valmont ?</p></blockquote><script>alert(1)</script></body></html>";

        Assert.Equal($"Le pont rouvre\n{Body}", Article(Head + "Content-Type: text/html; charset=utf-8\r\n\r\n" + html).Text);
    }

    [Fact]
    public void Read_ANoticeBesideAPage_IsNotTheArticle()
    {
        var message = Message();
        message.Body = new MultipartAlternative
        {
            new TextPart("plain") { Text = "Ouvrez ce message dans votre navigateur." },
            new TextPart("html") { Text = $"<html><body><p>{Body}</p><p>{Body}</p></body></html>" },
        };

        Assert.Equal($"Le pont rouvre\n{Body}\n\n{Body}", Article(Bytes(message)).Text);
    }

    [Fact]
    public void Read_AShortBodyWithOneAttachment_IsTheAttachedArticleWithTheMailsHeaders()
    {
        var article = Article(Bytes(Message(("pont.md", $"---\nauthor: Jo Blum\n---\n{Body}"), ("logo.png", "\u0089PNG\r\n"))));

        Assert.Equal(("Le pont rouvre", "Jo Blum"), (article.Title, article.Author));
        Assert.Equal(new DateOnly(2026, 3, 4), article.Published);
        Assert.Equal([ArticleWarning.SkippedEntries], article.Warnings);
    }

    [Fact]
    public void Read_AShortBodyWithSeveralAttachments_GivesFiles()
    {
        var package = Assert.IsType<ReadOutcome.Package>(Read(Bytes(Message(("a.txt", Body), ("../../b.txt", Body)))));

        Assert.Equal(["a.eml!/a.txt", "a.eml!/../../b.txt"], package.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Read_AMailbox_GivesItsMessages()
    {
        var one = "From ann@example.org Wed Mar  4 10:15:00 2026\n" + Head.ReplaceLineEndings("\n") + "\n" + Body + "\n\n";

        var package = Assert.IsType<ReadOutcome.Package>(Read(Encoding.UTF8.GetBytes(one + one)));
        var cut = Assert.IsType<ReadOutcome.Package>(Read(Encoding.UTF8.GetBytes(one + one + one), new ReadingOptions { Mail = { MaxMessages = 2 } }));

        Assert.Equal(["a.eml!/1.eml", "a.eml!/2.eml"], package.Entries.Select(entry => entry.Name));
        Assert.All(package.Entries, entry => Assert.Equal("Le pont rouvre", Assert.IsType<ReadOutcome.Read>(Make.Reader().Read(entry, Make.Token)).Article.Title));
        Assert.Equal((2, ArticleWarning.SkippedEntries), (cut.Entries.Count, Assert.Single(cut.Warnings)));
        Assert.IsType<ReadOutcome.Read>(Read(Encoding.UTF8.GetBytes(one)));
    }

    public static TheoryData<string, RejectionCode> Bad => new()
    {
        { Head + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\nMIIB", RejectionCode.Encrypted },
        { Head + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--\r\n", RejectionCode.Encrypted },
        { Head + "\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA0000000000000000000000000000\r\n-----END PGP MESSAGE-----\r\n", RejectionCode.Encrypted },
        { Head + "\r\n", RejectionCode.Empty },
        { Head + "\r\nVoir plus bas.", RejectionCode.TooShort },
        { Nested(5_000), RejectionCode.Empty },
        { Head + "Content-Type: text/html\r\n\r\n<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)), RejectionCode.TooComplex },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_ABadMail_IsRefusedWithItsReason(string mail, RejectionCode code) =>
        Assert.Equal(code, Assert.IsType<ReadOutcome.Refused>(Read(Encoding.UTF8.GetBytes(mail))).Reason.Code);

    [Fact]
    public void Read_PartsBeyondALimit_AreLeftOut()
    {
        var nested = Encoding.UTF8.GetBytes(Nested(20));

        Assert.IsType<ReadOutcome.Read>(Read(nested));
        Assert.IsType<ReadOutcome.Refused>(Read(nested, new ReadingOptions { Mail = { MaxDepth = 5 } }));
        Assert.IsType<ReadOutcome.Refused>(Read(nested, new ReadingOptions { Mail = { MaxParts = 10 } }));
    }

    [Fact]
    public void Read_ATextThatBeginsWithADate_IsText() =>
        Assert.Equal(MetadataSource.FirstLine, Make.Parsed("Date: 2026-03-04\n" + Body).PublishedFrom);

    [Fact]
    public void Read_CutOrChangedMail_NeverThrows()
    {
        var bytes = Bytes(Message(("a.txt", Body), ("b.html", $"<html><p>{Body}</p></html>")));
        var reader = Make.Reader();
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[1, bytes.Length]).Sample(
            (at, value, length) =>
            {
                var changed = bytes[..length];
                changed[at % length] = value;
                Assert.NotNull(reader.Read(Make.Raw("a.eml", changed), default));
            },
            iter: 1_000);
    }

    private static string Nested(int depth)
    {
        var mail = new StringBuilder(Head);
        for (var i = 0; i < depth; i++)
        {
            mail.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        }

        return mail.Append("Content-Type: text/plain; charset=utf-8\r\n\r\n").Append(Body).ToString();
    }

    private static MimeMessage Message(params (string Name, string Text)[] attachments)
    {
        var builder = new BodyBuilder { TextBody = "Voir le fichier joint." };
        foreach (var (name, text) in attachments)
        {
            builder.Attachments.Add(name, name.EndsWith("png", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text)).ContentDisposition!.FileName = name;
        }

        var message = new MimeMessage { Subject = "Le pont rouvre", Date = new DateTimeOffset(2026, 3, 4, 10, 15, 0, TimeSpan.FromHours(1)), Body = builder.ToMessageBody() };
        message.From.Add(new MailboxAddress("Ann Reed", "ann@example.org"));
        message.To.Add(new MailboxAddress("", "desk@example.org"));
        return message;
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var stream = new MemoryStream();
        message.WriteTo(stream, Make.Token);
        return stream.ToArray();
    }

    private static ReadOutcome Read(byte[] bytes, ReadingOptions? options = null) => Make.Reader(options).Read(Make.Raw("a.eml", bytes), Make.Token);

    private static ParsedArticle Article(byte[] bytes) => Assert.IsType<ReadOutcome.Read>(Read(bytes)).Article;

    private static ParsedArticle Article(string mail) => Article(Encoding.UTF8.GetBytes(mail));
}
