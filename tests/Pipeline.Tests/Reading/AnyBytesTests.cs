using System.Text;
using CsCheck;
using Pipeline.Articles.Reading;

namespace Pipeline.Tests.Reading;

/// <summary>Whatever is in a file, reading it ends in an article or a reason, never in an exception.</summary>
public sealed class AnyBytesTests
{
    private static readonly string[] Pieces =
    [
        "<html>", "<head>", "</head>", "<body>", "<article>", "</article>", "<p>", "</p>", "<h1>", "</h1>", "<time datetime=\"", "\">", "<meta property=\"article:published_time\" content=\"",
        "<script type=\"application/ld+json\">", "</script>", "{\"@type\":\"NewsArticle\",\"datePublished\":\"", "\"}", "---\n", "title: ", "date: ", "\n\n", "From: a@b.c\nSubject: ", "# ", "|",
        "২০২০-০৩-০৪", "٤ مارس ٢٠٢٠", "2026-03-04", "31/02/2026", "4 mars 2026", "99999999999", "0000-00-00", "Le conseil de Valmont a voté hier la reprise des travaux du vieux pont.",
        "\u202E", "\uD83D", "\u0000", "&#x110000;", "&amp;", "<![CDATA[", "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "<newsItem>", "%PDF-1.7", "{\\rtf1 ", "\\u-3913?", "}", "PK\u0003\u0004",
    ];

    [Fact]
    public void Read_AnyMixOfPieces_EndsInAnArticleOrAReason() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 40].Select(picks => string.Concat(picks.Select(pick => Pieces[pick]))).Sample(
            text => Make.Reader().Read(Make.Raw("a.html", Encoding.UTF8.GetBytes(text)), CancellationToken.None) is ReadOutcome, iter: 3_000);

    [Fact]
    public void Read_AnyBytesAfterASignature_EndsInAnArticleOrAReason() =>
        Gen.Select(Gen.OneOf([.. new[] { "", "%PDF-1.4\n", "PK\u0003\u0004", "{\\rtf1\\ansi ", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "From: a@b.c\nSubject: x\n\n" }.Select(Gen.Const)]), Gen.Byte.Array[0, 400]).Sample(
            (head, rest) => Make.Reader().Read(Make.Raw("a.bin", [.. Encoding.Latin1.GetBytes(head), .. rest]), CancellationToken.None) is ReadOutcome, iter: 3_000);
}
