namespace Pipeline.Articles.Reading.Pdf;

/// <summary>Takes headers, footers and page numbers out of pages: lines at the edge of most pages that differ by their figures alone.</summary>
internal static class RunningLines
{
    private const int EdgeLines = 2;
    private const double HeadlineSize = 1.2; // Of the usual size: a headline that later pages repeat in small type is none of theirs.

    /// <summary>The pages without them.</summary>
    public static IReadOnlyList<IReadOnlyList<PdfLine>> Remove(IReadOnlyList<IReadOnlyList<PdfLine>> pages)
    {
        var seen = pages
            .SelectMany(page => Edges(page).Select(line => Shape(line.Text)).Distinct(StringComparer.Ordinal))
            .GroupBy(shape => shape, StringComparer.Ordinal)
            .Where(group => pages.Count > 1 && group.Count() * 2 > pages.Count)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        var usual = Paragraphs.Median(pages.SelectMany(page => page).Select(line => line.Size));
        return [.. pages.Select(page => Without(page, seen, HeadlineSize * usual))];
    }

    private static IReadOnlyList<PdfLine> Without(IReadOnlyList<PdfLine> page, HashSet<string> running, double headlineSize)
    {
        var edges = Edges(page).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. page.Where(line => line.Size >= headlineSize || !edges.Contains(line) || !(running.Contains(Shape(line.Text)) || IsNumber(line.Text)))];
    }

    private static IEnumerable<PdfLine> Edges(IReadOnlyList<PdfLine> page)
    {
        var byHeight = page.OrderByDescending(line => line.Baseline).ToList();
        return byHeight.Take(EdgeLines).Concat(byHeight.Skip(Math.Max(EdgeLines, byHeight.Count - EdgeLines)));
    }

    private static string Shape(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => char.IsDigit(c) ? '#' : char.ToLowerInvariant(c)));

    // "12", "- 12 -", "12/48".
    private static bool IsNumber(string text) => text.Any(char.IsDigit) && text.Length <= 9 && text.All(c => char.IsDigit(c) || c is ' ' or '-' or '–' or '/' or '|' or '.');
}
