using System.Diagnostics;
using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Articles.Reading.Text;

namespace Pipeline.Tests.Reading.Text;

public sealed class TextDecoderTests
{
    private const int Windows = 40;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding MacRoman = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;
    private static readonly Encoding Dos850 = CodePagesEncodingProvider.Instance.GetEncoding(850)!;

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void Decode_WindowsOfTheSamplesInACommonEncoding_AreAllRight(string name, bool hasMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        foreach (var length in new[] { 60, 200, 1_000 })
        {
            Assert.Equal((Windows, Windows), Score(encoding, hasMark, length));
        }
    }

    [Theory]
    [InlineData(60, 0.92)]
    [InlineData(200, 1.0)]
    [InlineData(1_000, 1.0)]
    public void Decode_WindowsOfTheSamplesInMacRoman_AreNearlyAllRight(int length, double share)
    {
        var (right, all) = Score(MacRoman, hasMark: false, length);

        Assert.True(right >= share * all, $"{right} of {all}");
    }

    [Theory]
    [InlineData(60, 0.84)]
    [InlineData(200, 1.0)]
    public void Decode_WindowsOfTheSamplesInCodePage850_AreMostlyRight(int length, double share)
    {
        var (right, all) = Score(Dos850, hasMark: false, length);

        Assert.True(right >= share * all, $"{right} of {all}");
    }

    [Fact]
    public void Decode_MacRoman_IsSaidToBeGuessed()
    {
        var decoded = Decode(MacRoman.GetBytes("Le conseil de l’État a voté « la reprise » des travaux — à Évreux."));

        Assert.Equal("Le conseil de l’État a voté « la reprise » des travaux — à Évreux.", decoded.Text);
        Assert.Equal([ArticleWarning.GuessedEncoding], decoded.Warnings);
    }

    [Theory]
    [InlineData("The Greek word λόγος and the letter α stand here.")]
    [InlineData("Le mot Ճ et la ville de Київ")]
    public void Decode_LettersOfOtherScriptsInUtf8_StayAsTheyAre(string text) => Assert.Equal(text, Decode(Encoding.UTF8.GetBytes(text)).Text);

    [Fact]
    public void Decode_AStrayByteAmongUtf8_IsRepairedAndCounted()
    {
        byte[] bytes = [.. "Le pont fermé depuis l"u8, 0x92, .. "été est rouvert, dit "u8, 0x93, .. "oui"u8, 0x94];

        var decoded = Decode(bytes);

        Assert.Equal("Le pont fermé depuis l’été est rouvert, dit “oui”", decoded.Text);
        Assert.Equal((3, "utf-8"), (decoded.StrayBytes, decoded.Encoding));
        Assert.Equal([ArticleWarning.RepairedEncoding], decoded.Warnings);
    }

    [Fact]
    public void Decode_C1ControlsInUtf8_AreReadAsWindows1252() =>
        Assert.Equal("Depuis l’été – déjà", Decode("Depuis l\u0092été \u0096 déjà"u8.ToArray()).Text);

    [Theory]
    [InlineData("Le pont fermÃ© depuis lâ€™Ã©tÃ© est rouvert", "Le pont fermé depuis l’été est rouvert")]
    [InlineData("DÃ¨s lundi, Ã\u00A0 Valmont, lâ€™Å“uvre est lÃ ", "Dès lundi, à Valmont, l’œuvre est là ")]
    [InlineData("Le coÃ»t : 12\u00A0Mâ‚¬ Ã  payer", "Le coût : 12\u00A0M€ à payer")]
    [InlineData("Ferm\u00C3\u0192\u00C2\u00A9 hier", "Fermé hier")] // Through two such tools.
    [InlineData("Prix ðŸ˜€ dÃ©cernÃ©", "Prix 😀 décerné")]
    public void Decode_TextReadWronglyAndSavedAgain_IsPutRight(string wrong, string right)
    {
        var decoded = Decode(Encoding.UTF8.GetBytes(wrong));

        Assert.Equal(right.TrimEnd(), decoded.Text.TrimEnd());
        Assert.True(decoded.Mojibake > 0);
        Assert.Equal([ArticleWarning.RepairedMojibake], decoded.Warnings);
    }

    [Theory]
    [InlineData("« A IRMÃ” », disse a MAÇÃ…")]
    [InlineData("Le CAFÉ’S, À « VOILÀ » et L’ÉTÉ… FORÊT–Â")]
    [InlineData("Ångström, Öl “Ä“ und „Ü“")]
    [InlineData("Um coração, irmã e não: ÃO")]
    public void Decode_CapitalsBesideQuotationMarks_AreLeftAlone(string text)
    {
        var decoded = Decode(Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, decoded.Text);
        Assert.Empty(decoded.Warnings);
    }

    [Fact]
    public void Decode_AFewZerosInText_AreKeptForTheCleaner() =>
        Assert.Equal(2, Decode([.. "Le conseil de Valmont"u8, 0, .. " a voté hier "u8, 0, .. new string('a', 400).Select(c => (byte)c)]).Text.Count(c => c == '\0'));

    [Fact]
    public void Decode_ManyZerosOrNoise_AreNoText()
    {
        var noise = new byte[4_000];
        new Random(7).NextBytes(noise);

        Assert.Null(TextDecoder.Decode(noise));
        Assert.Null(TextDecoder.Decode([.. "Le conseil"u8, .. new byte[20], .. "de Valmont"u8]));
    }

    [Fact]
    public void Decode_HalfACharacterAtTheEndOfUtf16_IsPassedOver() =>
        Assert.Equal("Le conseil a voté", Decode([.. Encoding.Unicode.GetBytes("Le conseil a voté"), (byte)'x']).Text);

    [Fact]
    public void Decode_AnyBytes_NeverThrowsAndMarksNothingInAscii()
    {
        Gen.Byte.Array[0, 300].Sample(bytes => TextDecoder.Decode(bytes), iter: 3_000);
        Gen.String[Gen.Char[' ', '~'], 1, 200].Sample(text => Assert.Equal(text, TextDecoder.Decode(Encoding.ASCII.GetBytes(text))!.Text), iter: 1_000);
    }

    [Fact]
    public void Decode_FiftyMegabytesOfDamagedText_TakesSeconds()
    {
        byte[] line = [.. "Le pont fermé depuis l"u8, 0x92, .. "été, dÃ©jÃ\u00A0 rouvert. "u8];
        var bytes = new byte[50_000_000];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = line[i % line.Length];
        }

        var watch = Stopwatch.StartNew();
        var decoded = Decode(bytes);
        TextCleaner.Clean(decoded.Text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}"); // About 9 s on two busy cores; what is quadratic takes hours.
        Assert.True(decoded.StrayBytes > 800_000 && decoded.Mojibake > 1_600_000);
    }

    private static DecodedText Decode(byte[] bytes) => TextDecoder.Decode(bytes) ?? throw new InvalidOperationException("No text.");

    private static (int Right, int All) Score(Encoding encoding, bool hasMark, int length)
    {
        var windows = SeedWindows.Of(length, Windows, window => encoding.GetString(encoding.GetBytes(window)) == window);
        var right = windows.Count(window => TextDecoder.Decode([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(window)])?.Text == window);
        return (right, windows.Count);
    }
}
