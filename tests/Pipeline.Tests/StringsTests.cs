using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Digest;
using Pipeline.Extraction;

namespace Pipeline.Tests;

public sealed partial class StringsTests
{
    [Fact]
    public void Strings_AllLanguages_HaveTheSameKeysAndPlaceholders()
    {
        var french = Strings.For("fr");
        foreach (var other in Strings.Languages.Select(Strings.For))
        {
            Assert.Equal(french.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Strings_EveryKeyInTheSources_Exists()
    {
        var keys = Strings.For("fr").Keys;
        var used = Sources().SelectMany(text => KeyUse().Matches(text)).Select(match => (Call: match.Groups["call"].Value, Key: match.Groups["key"].Value)).ToList();

        Assert.True(used.Count > 25, $"Only {used.Count} uses were found: the pattern no longer fits the sources.");
        Assert.All(used, use => Assert.Contains(keys, key => use.Key.EndsWith('.')
            ? key.StartsWith(use.Key, StringComparison.Ordinal)
            : key == use.Key || key == use.Key + ".one"));
    }

    [Fact]
    public void Strings_EveryCodeAndMark_HasItsSentence()
    {
        var keys = Strings.For("fr").Keys;
        Assert.All(Enum.GetValues<RejectionCode>(), code => Assert.Contains($"rejection.{code.Name()}.reason", keys));
        Assert.All(Enum.GetValues<RejectionCode>(), code => Assert.Contains($"rejection.{code.Name()}.remedy", keys));
        Assert.All(Enum.GetValues<ArticleWarning>(), warning => Assert.Contains("warning." + warning.Code(), keys));
        Assert.All(Enum.GetValues<ExtractionWarning>(), warning => Assert.Contains("warning." + warning.Code(), keys));
        Assert.All(Enum.GetValues<EventStatus>(), status => Assert.Contains("status." + status, keys));
        Assert.All(Enum.GetValues<MetadataSource>(), source => Assert.Contains("source." + source.Code(), keys));
        Assert.All(Enum.GetValues<PublicationConfidence>(), confidence => Assert.Contains("receipt.confidence." + confidence, keys));
        Assert.All(Enum.GetValues<ArticleState>().Except([ArticleState.Projecting]), state => Assert.Contains("receipt.state." + state, keys));
        Assert.All(Strings.Languages, code => Assert.Contains("language." + code, keys));
        Assert.All(new[] { "new", "corrected", "moved", "changed", "cancelled", "denied", "planned", "hearsay" }, mark => Assert.Contains("mark." + mark, keys));
        Assert.All(
            typeof(PreflightCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!), code => Assert.Contains("preflight." + code, keys));
    }

    [Fact]
    public void Strings_AnUnknownKeyOrAMissingValue_IsAnErrorOfTheProgram()
    {
        Assert.Throws<KeyNotFoundException>(() => Strings.For("fr").Text("no.such.key"));
        Assert.Throws<KeyNotFoundException>(() => Strings.For("fr").Text("digest.title.since"));
        Assert.Throws<ArgumentException>(() => Strings.For("xx"));
    }

    private static IEnumerable<string> Sources([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Pipeline"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"(?<call>\b(?:Text|Plural|Words|Format|AddCount)\((?:[a-z]+, )?|\()""(?<key>(?![a-z]+\.(?:scriban|css))(?:receipt|refusalMail|issueMail|site|source|rules|reading|date|digest|mark|status|check|warning|rejection|readers)\.[A-Za-z.-]*)""")]
    private static partial Regex KeyUse();
}
