using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Tests;

/// <summary>What is written for editors and operators says what the code does. UPDATE_GOLDEN=1 writes the tables anew.</summary>
public sealed class DocumentsTests
{
    [Theory]
    [InlineData("editors.md", "en", "| code | what it means | what to do |", "| code | what it means |")]
    [InlineData("editors.fr.md", "fr", "| code | ce que cela veut dire | que faire |", "| code | ce que cela veut dire |")]
    public void EditorsGuide_RefusalsAndWarnings_AreThoseOfTheCode(string file, string language, string refusals, string warnings)
    {
        var path = PathOf("docs", file);
        var text = File.ReadAllText(path);
        var strings = Strings.For(language);

        var expected = WithTable(text, "refusals", refusals, Enum.GetValues<RejectionCode>().Select(code =>
            $"| `{code.Name()}` | {new Rejection(code, "…").Reason(strings)} | {new Rejection(code, "…").Remedy(strings)} |"));
        expected = WithTable(expected, "warnings", warnings, Enum.GetValues<ArticleWarning>().Select(ArticleWarnings.Code)
            .Concat(Enum.GetValues<ExtractionWarning>().Select(ExtractionWarnings.Code))
            .Distinct(StringComparer.Ordinal)
            .Select(code => $"| `{code}` | {strings.Text("warning." + code)} |"));

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Readme_EveryRefusal_HasALine()
    {
        var readme = File.ReadAllText(PathOf("README.md"));

        Assert.All(Enum.GetValues<RejectionCode>(), code => Assert.Contains($"\n| `{code.Name()}` |", readme, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(ReadingOptions), ReadingOptions.Section)]
    [InlineData(typeof(IngestionOptions), IngestionOptions.Section)]
    public void Readme_EverySettingOfReading_IsNamed(Type options, string section)
    {
        var readme = File.ReadAllText(PathOf("README.md"));

        Assert.All(SettingsOf(options, section), name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> SettingsOf(Type options, string prefix) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
            property.PropertyType.GetProperties().Any(inner => inner.GetCustomAttribute<ValidationAttribute>() is not null)
                ? SettingsOf(property.PropertyType, $"{prefix}__{property.Name}")
                : [$"{prefix}__{property.Name}"]);

    private static string WithTable(string text, string name, string head, IEnumerable<string> rows)
    {
        var start = $"<!-- {name} -->\n";
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
        var rule = string.Concat(Enumerable.Repeat("|---", head.Count(c => c == '|') - 1)) + "|";
        return text[..from] + string.Join('\n', [head, rule, .. rows]) + "\n" + text[to..];
    }

    private static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root(), .. parts]);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
