using System.Runtime.CompilerServices;

namespace Pipeline.Tests.Reading.Text;

/// <summary>Cuts windows out of the sample articles of the repository, each with at least one letter that is not ASCII.</summary>
internal static class SeedWindows
{
    public static IReadOnlyList<string> Of(int length, int count, Func<string, bool> fits)
    {
        var text = string.Concat(Files().Select(File.ReadAllText)).ReplaceLineEndings("\n");
        var step = Math.Max(1, (text.Length - length) / 400);
        return [.. Enumerable.Range(0, 400)
            .Select(i => text.Substring(Math.Min(i * step, text.Length - length), length))
            .Where(window => window.Any(c => c > 0x7F) && fits(window))
            .Chunk(Math.Max(1, 200 / count))
            .Select(chunk => chunk[0])
            .Take(count)];
    }

    private static IEnumerable<string> Files([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "seeds")).Order(StringComparer.Ordinal);
}
