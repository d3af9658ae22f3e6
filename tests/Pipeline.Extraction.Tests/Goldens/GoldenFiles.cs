namespace Pipeline.Extraction.Tests.Goldens;

/// <summary>The files of <c>tests/Languages</c>, copied beside the tests.</summary>
internal static class GoldenFiles
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Languages");

    /// <summary>All golden lines of all languages.</summary>
    public static IEnumerable<GoldenLine> Lines() => Files("*.golden").SelectMany(file => File.ReadLines(file.Path)
        .Select((line, i) => (Line: line, Number: i + 1))
        .Where(row => !string.IsNullOrWhiteSpace(row.Line) && row.Line[0] != '#')
        .Select(row => GoldenLine.Parse(file.Language, Path.GetFileName(file.Path), row.Number, row.Line)));

    /// <summary>All articles with their expected events.</summary>
    public static IEnumerable<EventCase> Articles() =>
        Files("*.events").SelectMany(file => EventCase.ReadAll(file.Language, Path.GetFileName(file.Path), File.ReadAllLines(file.Path)));

    private static IEnumerable<(string Language, string Path)> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => (Path.GetFileName(Path.GetDirectoryName(path)!), path));
}
