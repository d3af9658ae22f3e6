using System.Text;
using static Pipeline.EndToEnd.Tests.Corpus.BadFile;
using static Pipeline.EndToEnd.Tests.Corpus.Bytes;

namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>Cases 1 to 26, 45 and 50: texts, their encodings, heads and dates, and bytes that are none.</summary>
internal static class TextCases
{
    public const string Head = "---\ntitle: La gare de Valmeuse est ouverte\ndate: 2026-05-06\n---\n";

    public const string Body =
        "La ministre des Transports a inauguré la nouvelle gare de Valmeuse le mardi 5 mai 2026, devant quatre cents habitants. "
        + "Le bâtiment de bois, qui a coûté douze millions d'euros, remplace celui qui avait brûlé en mars 2019.";

    private const string Damaged =
        "date 2026-03-04 Le ministère a rompu le vendredi 28 février 2026 le contrat qui le liait à l éditeur d un logiciel d analyse, après qu il a refusé "
        + "d ouvrir l accès à ses modèles. L éditeur n a pas répondu aux questions qu on lui a posées.";

    private const string AliasBomb = "---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\ntitle: *c\n---\n";

    public static IReadOnlyList<BadFile> All { get; } =
    [
        new("1 an empty file", "vide.txt", () => [], "empty"),
        new("2 spaces and a byte order mark", "blancs.txt", () => Utf8("\uFEFF  \r\n\t \n"), "empty"),
        new("3 one word", "mot.txt", () => Utf8("Valmeuse"), "too-short"),
        new("4 a date line and no body", "date.txt", () => Utf8("date 2026-03-04\n"), "too-short"),
        new("5 a weekday that is not the date's, apostrophes gone, no title", "pentagone.txt", () => Utf8(Damaged), Taken, "weekday-mismatch", "damaged-text", "no-title"),
        new("6 UTF-8 with a byte order mark", "bom.txt", () => Utf8("\uFEFF" + Head + Body), Taken),
        new("7 Windows-1252", "ansi.txt", () => CodePage(1252, Head + Body), Taken),
        new("8 UTF-16 without a byte order mark", "utf16.txt", () => Encoding.Unicode.GetBytes(Head + Body), Taken),
        new("9 UTF-8 with a stray byte", "apostrophe.txt", () => [.. Utf8(Head + Body + " L"), 0x92, .. Utf8("ancienne gare était en pierre.")], Taken, "repaired-encoding"),
        new("10 UTF-8 decoded wrongly and saved again", "double.txt", () => Utf8(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(Utf8(Head + Body))), Taken, "repaired-mojibake"),
        new("11 Mac Roman", "mac.txt", () => CodePage(10000, Head + Body), Taken, "guessed-encoding"),
        new("12 random bytes", "bruit.txt", () => Noise(20_000), "binary"),
        new("13 a picture named as a text", "image.txt", () => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Noise(400)], "wrong-type"),
        new("14a a few zero bytes inside a text", "nul.txt", () => Utf8(Head + Body.Insert(60, "\0")), Taken, "removed-controls"),
        new("14b many zero bytes inside a text", "nuls.txt", () => Utf8(Head + Body.Replace(" ", "\0\0\0", StringComparison.Ordinal)), "binary"),
        new("15 a turn of direction in the title", "rlo.txt", () => Utf8(Head.Replace("gare", "\u202Egare", StringComparison.Ordinal) + Body), Taken, "removed-bidi"),
        new("16 zero-width and tag characters", "zw.txt", () => Utf8(Head + Body.Replace("gare", "ga\u200Bre\U000E0041", StringComparison.Ordinal)), Taken, "normalised"),
        new(
            "17 half a pair in a JSON escape", "item.json",
            () => Utf8($$"""{"@type":"NewsArticle","headline":"La gare \ud83d de Valmeuse","datePublished":"2026-05-06","articleBody":"{{Body}}"}"""), Taken, "replaced-characters"),
        new("18 200 MB of text", "roman.txt", () => Utf8(Repeat("Une phrase de vingt-cinq. ", 8_000_000)), "too-large"),
        new("19 50 MB on one line", "ligne.txt", () => Utf8(Repeat("mardi 5 mai ", 4_200_000)), "too-large"),
        new("20 10,000 dates", "dates.txt", () => Utf8(Head + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"Le conseil a voté le point {i} le {1 + (i % 28)} mars {2000 + (i % 25)}. "))), Taken, "too-many-dates"),
        new("21 a day that no month has", "fevrier.txt", () => Utf8(Head + Body + " Le conseil a voté le 31 février 2026 la reprise des travaux."), Taken, "impossible-date"),
        new("22a the year 0000", "an-zero.txt", () => Utf8(Head + Body + " Le roi est mort le 3 mars 0000."), Taken, "impossible-date"),
        new("22b the year 99999", "an-loin.txt", () => Utf8(Head.Replace("2026-05-06", "99999-05-06", StringComparison.Ordinal) + Body), Taken, "bad-date"),
        new("23 a date line with month 13", "ligne-date.txt", () => Utf8("date 2026-13-45 " + Body), Taken, "bad-date", "no-title"),
        new("24 a publication day to come", "futur.txt", () => Utf8(Head.Replace("2026-05-06", "2099-05-06", StringComparison.Ordinal) + Body), Taken, "future-date"),
        new("25 front matter with a bare colon", "colon.md", () => Utf8(Head.Replace("Valmeuse", "Valmeuse : c'est fait", StringComparison.Ordinal) + Body), Taken, "repaired-front-matter"),
        new("26a a bomb of YAML aliases", "alias.md", () => Utf8(AliasBomb + Body), Taken, "front-matter-ignored", "no-title"),
        new("26b an unknown YAML tag", "tag.md", () => Utf8("---\ntitle: !!python/object:os.system 'La gare'\ndate: 2026-05-06\n---\n" + Body), Taken, "front-matter-ignored", "no-title"),
        new("45 a title that is a formula", "formule.md", () => Utf8(Head.Replace("La gare", "'=HYPERLINK(\"http://evil.example\")", StringComparison.Ordinal).Replace("ouverte", "ouverte'", StringComparison.Ordinal) + Body), Taken),
        new("50 an extension that nobody knows", "table.qqq", () => Noise(5_000), "unsupported-type"),
    ];
}
