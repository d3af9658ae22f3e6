using System.IO.Compression;
using Pipeline.Testing;
using static Pipeline.EndToEnd.Tests.Corpus.BadFile;
using static Pipeline.EndToEnd.Tests.Corpus.Bytes;
using static Pipeline.EndToEnd.Tests.Corpus.TextCases;

namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>Cases 27 to 44: pages, documents, archives, print, mail and names.</summary>
internal static class FileCases
{
    private const string Mail = "From: Ann Reed <ann@example.org>\r\nTo: desk@example.org\r\nMIME-Version: 1.0\r\n";

    private static readonly string PageHead =
        """<!doctype html><html lang="fr"><head><title>La gare de Valmeuse est ouverte</title><meta property="article:published_time" content="2026-05-06">""";

    private static readonly string[] Consent =
    [
        "Nous et nos partenaires utilisons des cookies pour mesurer l'audience de ce site.", "Vous pouvez accepter ou refuser les cookies à tout moment.",
        "Les traceurs servent aussi à personnaliser la publicité : donnez votre consentement.",
    ];

    private static readonly string EncryptedPdfKey = new('0', 64);

    public static IReadOnlyList<BadFile> All { get; } =
    [
        new(
            "27 scripts, handlers and template code", "script.html",
            () => Page("", "<script>alert('x')</script><p onclick=\"alert(1)\"><img src=x onerror=alert(1)>Le panneau dit {{7*7}} et rien de plus depuis ce matin.</p>"), Taken),
        new("28 100,000 nested elements", "profond.html", () => Page("", Repeat("<div>", 100_000)), "too-complex"),
        new("29 200,000 attributes", "attributs.html", () => Page("", "<p " + string.Join(' ', Enumerable.Range(0, 200_000).Select(i => $"a{i}=1")) + ">x</p>"), "too-complex"),
        new("30 nothing but a wall of cookies", "mur.html", () => Utf8($"{PageHead}</head><body><div>{string.Concat(Consent.Select(line => $"<p>{line}</p>"))}<button>Tout accepter</button></div></body></html>"), "no-article"),
        new("31 an address that ends in a week's number", "semaine.html", () => Page("<link rel=\"canonical\" href=\"https://gazette.example/2019/43/\">", ""), Taken),
        new("32a structured data with a key twice", "cles.html", () => Page("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"a\",\"headline\":\"b\"}</script>", ""), Taken, "structured-data-ignored"),
        new("32b structured data 100,000 deep", "fond.html", () => Page($"<script type=\"application/ld+json\">{Repeat("[", 100_000)}</script>", ""), Taken, "structured-data-ignored"),
        new("33 a Word document cut off", "coupe.docx", () => Docx(WordXml(WordParagraph(Body))) is var whole ? whole[..(whole.Length / 2)] : [], "damaged"),
        new("34 a Word document with a password", "secret.docx", () => CompoundFile("EncryptedPackage"), "encrypted"),
        new("35a a Word document that reads other files", "xxe.docx", () => Docx("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + WordXml(WordParagraph("&e;" + Body))), "unsafe-xml"),
        new("35b a billion laughs", "rires.docx", () => Docx("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>" + WordXml(WordParagraph("&b;" + Body))), "unsafe-xml"),
        new("36 a Word document 100,000 deep", "abysse.docx", () => Docx(WordXml(Repeat("<w:sdt><w:sdtContent>", 50_000) + WordParagraph(Body) + Repeat("</w:sdtContent></w:sdt>", 50_000))), "too-complex"),
        new("37a an archive that unpacks to 500 MB", "bombe.zip", () => Bomb(500), "zip-bomb"),
        new("37b archives in an archive", "poupees.zip", () => Zip(("a.zip", Zip(("b.txt", Utf8(Head + Body))))), "zip-bomb"),
        new("39 a PDF with a password", "secret.pdf", LockedPdf, "encrypted"),
        new("40 a PDF of pictures", "scan.pdf", () => new PdfFile().Page().Page().Build(), "no-text-layer"),
        new(
            "41 a PDF whose objects are their own parents", "boucle.pdf",
            () => PdfFile.OfObjects("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"), "damaged"),
        new(
            "42 a mail of 31 February with a line end in its subject", "lettre.eml",
            () => Utf8($"{Mail}Date: Tue, 31 Feb 2026 10:15:00 +0100\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Utf8("La gare\r\nBcc: x@evil.example"))}?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{Body}"),
            Taken, "bad-date"),
        new("43 a mail 5,000 deep", "poupees.eml", DeepMail, "empty"),
        new("44a a name of steps upwards", "..%2F..%2Fetc%2Fpasswd.md", () => Utf8(Head + Body), Taken),
        new("44b a name with a picture", "gare \U0001F689.md", () => Utf8(Head + Body), Taken, "odd-name"),
        new("44c a name of a thousand characters", new string('x', 990) + ".md", () => Utf8(Head + Body), Taken, "odd-name"),
        new("44d a name that ends in a dot", "gare.md.", () => Utf8(Head + Body), Taken, "odd-name"),
        new("44e a name that turns the direction of writing", "gare\u202Edm.txt", () => Utf8(Head + Body), Taken, "odd-name"),
    ];

    private static byte[] Page(string head, string body) =>
        Utf8($"{PageHead}{head}</head><body><article><h1>La gare de Valmeuse est ouverte</h1><p>{Body}</p>{body}</article></body></html>");

    private static byte[] Bomb(int megabytes)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("article.txt", CompressionLevel.Fastest).Open();
            var block = new byte[1_000_000];
            Array.Fill(block, (byte)' ');
            for (var i = 0; i < megabytes; i++)
            {
                entry.Write(block);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] LockedPdf() => PdfFile.OfObjects(
        $"/Encrypt 4 0 R /ID [<{EncryptedPdfKey[..32]}><{EncryptedPdfKey[..32]}>]",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        $"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{EncryptedPdfKey}> /U <{EncryptedPdfKey}> >>");

    private static byte[] DeepMail()
    {
        var levels = Enumerable.Range(0, 5_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n");
        return Utf8($"{Mail}Subject: La gare\r\nDate: Wed, 06 May 2026 10:15:00 +0200\r\n{string.Concat(levels)}Content-Type: text/plain\r\n\r\n{Body}");
    }
}
