using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pipeline.Extraction.Tests.Properties;

public sealed partial class SourceWordsTests
{
    /// <summary>A language is a folder of data: a word with an accent in a string of the sources is knowledge in the wrong place.</summary>
    [Fact]
    public void Sources_StringLiterals_HoldNoAccentedWord()
    {
        var sources = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "src"));
        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => File.ReadLines(file)
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && AccentedLiteral().IsMatch(line))
            .Select(line => $"{Path.GetRelativePath(sources, file)}: {line.Trim()}")));
    }

    [GeneratedRegex("\"[^\"]*[\\u00c0-\\u024f-[\\u00d7\\u00f7]][^\"]*\"")]
    private static partial Regex AccentedLiteral();

    private static string Here([CallerFilePath] string path = "") => path;
}
