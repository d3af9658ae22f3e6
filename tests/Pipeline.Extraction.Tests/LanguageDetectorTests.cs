using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Extraction.Tests;

public sealed partial class LanguageDetectorTests
{
    private const int Windows = 1000;
    private static readonly LanguageDetector Detector = new(LanguagePack.Shipped);
    private static readonly string[] EnglishSeeds = ["2026-03-01-pentagon-openai-deal.md", "2026-03-10-storm-ondine-coast.txt", "2026-03-12-storm-ondine-inquiry.html"];

    public static TheoryData<string> Samples =>
        [.. ReadSamples().Keys.Where(name => LanguagePack.Shipped.Any(pack => pack.Code == name[..2]))];

    [Theory]
    [InlineData("fr", "Le maire a signé hier l'arrêté qui interdit la pêche dans le canal.")]
    [InlineData("en", "The mayor has signed the order that bans fishing in the canal.")]
    public void Detect_Sentence_IsItsLanguage(string code, string text)
    {
        Assert.Equal(code, Detector.Detect(text)?.Code);
        Assert.Equal(code, Detector.Detect(text.ToUpperInvariant())?.Code);
        Assert.Equal(code, Detector.Detect(text.Normalize(NormalizationForm.FormD))?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2 3 — 2026-03-04")]
    [InlineData("Xyzzy plugh frobozz")]
    [InlineData("Berlin Paris Obama Tokyo")]
    public void Detect_NoKnownWord_IsUndetermined(string text) => Assert.Null(Detector.Detect(text));

    [Fact]
    public void Detect_ByNoPack_IsUndetermined() => Assert.Null(new LanguageDetector([]).Detect("Le maire a signé."));

    [Fact]
    public void Detect_VariantBesideItsLanguage_IsTheLanguage() => Assert.Equal(
        "en", new LanguageDetector([.. LanguagePack.Shipped, LanguagePack.For("en-US")]).Detect("The mayor signed the letter to her colleagues.")?.Code);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Detect_WindowsOfFortyCharacters_NineOfTenRightAndHardlyAnyWrong(string sample)
    {
        var (right, wrong) = Measure(sample, 40);

        Assert.True(right >= 0.9 && wrong <= 0.02, $"{right:P1} right, {wrong:P1} wrong");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Detect_WindowsOfThreeHundredCharacters_NearlyAllRight(string sample)
    {
        var (right, wrong) = Measure(sample, 300);

        Assert.True(right >= 0.98 && wrong <= 0.02, $"{right:P1} right, {wrong:P1} wrong");
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("pt")]
    [InlineData("ro")]
    [InlineData("sv")]
    public void Detect_LanguageWithoutPack_IsUndetermined(string sample) =>
        Assert.All(WindowsOf(ReadSamples()[sample], 300), window => Assert.Null(Detector.Detect(window)));

    /// <summary>Catalan stands so near to Spanish and French that a window or two of a hundred passes for one of them.</summary>
    [Fact]
    public void Detect_LanguageBetweenTwoPacks_IsHardlyEverTaken() =>
        Assert.InRange(WindowsOf(ReadSamples()["ca"], 300).Count(window => Detector.Detect(window) is null), Windows * 95 / 100, Windows);

    private static (double Right, double Wrong) Measure(string sample, int length)
    {
        var found = WindowsOf(ReadSamples()[sample], length).Select(window => Detector.Detect(window)?.Code).ToList();
        return (found.Count(code => code == sample[..2]) / (double)found.Count, found.Count(code => code is not null && code != sample[..2]) / (double)found.Count);
    }

    /// <summary>The same windows in every run, cut where they fall.</summary>
    private static IEnumerable<string> WindowsOf(string text, int length)
    {
        var step = (text.Length - length) / (double)Windows;
        return Enumerable.Range(0, Windows).Select(i => text.Substring((int)(i * step), length));
    }

    /// <summary>Our own paragraphs, named by their language, and the sample articles in French and in English.</summary>
    private static Dictionary<string, string> ReadSamples()
    {
        var samples = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Languages", "detection.txt")).Split("\n\n").ToDictionary(text => text[..2], text => text[3..].Trim());
        var seeds = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seeds")).Order(StringComparer.Ordinal)
            .ToLookup(file => EnglishSeeds.Contains(Path.GetFileName(file)) ? "en-seeds" : "fr-seeds", file => BodyOf(File.ReadAllText(file)));
        return new(samples.Concat(seeds.Select(group => KeyValuePair.Create(group.Key, string.Join(' ', group)))));
    }

    private static string BodyOf(string article) => NoProse().Replace(article, " ");

    /// <summary>Front matter, the head, style and marks of HTML, and entities.</summary>
    [GeneratedRegex(@"\A---.*?\n---|<(head|style|script)\b.*?</\1>|<[^>]*>|&#?\w+;|\s+", RegexOptions.Singleline)]
    private static partial Regex NoProse();
}
