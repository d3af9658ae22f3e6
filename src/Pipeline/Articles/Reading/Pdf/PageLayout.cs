namespace Pipeline.Articles.Reading.Pdf;

/// <summary>
/// Brings the words of a page into reading order, whatever their order in the file. Gaps between words that stand above each other on several lines
/// are gutters; a line across a gutter (a headline) parts what is above from what is below; between such lines the columns are read from left to right.
/// </summary>
internal static class PageLayout
{
    private const double MinGutter = 0.9; // Of the type's size; blanks of justified text are mostly narrower.
    private const int MinLinesAtGutter = 3;
    private const double MinShareAtGutter = 0.15; // Of the lines of the page: wide blanks that meet by chance are fewer.
    private const double BinWidth = 3; // Points: the lines of a column begin this close together.
    private const double SameLine = 0.4; // Of the type's size: raised figures and smaller type stay on their line.

    /// <summary>The lines of <paramref name="words"/> in reading order.</summary>
    public static IReadOnlyList<PdfLine> Order(IEnumerable<PdfWord> words)
    {
        var rows = Rows(words);
        var gutters = Gutters(rows);
        var lines = rows.SelectMany(row => Split(row, gutters)).ToList();
        var ordered = new List<PdfLine>(lines.Count);
        var band = new List<PdfLine>();
        foreach (var line in lines)
        {
            if (gutters.Exists(gutter => line.Left < gutter && line.Right > gutter))
            {
                ordered.AddRange(Columns(band, gutters));
                band.Clear();
                ordered.Add(line);
            }
            else
            {
                band.Add(line);
            }
        }

        ordered.AddRange(Columns(band, gutters));
        return ordered;
    }

    // Rows from the top, each from the left.
    private static List<List<PdfWord>> Rows(IEnumerable<PdfWord> words)
    {
        var rows = new List<List<PdfWord>>();
        foreach (var word in words.OrderByDescending(word => word.Baseline).ThenBy(word => word.Left))
        {
            if (rows.Count > 0 && rows[^1][0].Baseline - word.Baseline <= SameLine * Math.Min(word.Size, rows[^1][0].Size))
            {
                rows[^1].Add(word);
            }
            else
            {
                rows.Add([word]);
            }
        }

        rows.ForEach(row => row.Sort((a, b) => a.Left.CompareTo(b.Left)));
        return rows;
    }

    // Columns whose lines do not stand level leave gaps at different heights, so a row alone tells nothing: the edges of all rows are counted.
    private static List<double> Gutters(List<List<PdfWord>> rows)
    {
        var counts = new Dictionary<int, int>();
        var starts = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            starts[Bin(row[0].Left)] = starts.GetValueOrDefault(Bin(row[0].Left)) + 1;
            for (var i = 1; i < row.Count; i++)
            {
                if (row[i].Left - row[i - 1].Right >= MinGutter * row[i].Size)
                {
                    counts[Bin(row[i].Left)] = counts.GetValueOrDefault(Bin(row[i].Left)) + 1;
                }
            }
        }

        var leftmost = rows.Count == 0 ? 0 : rows.Min(row => row[0].Left);
        var needed = Math.Max(MinLinesAtGutter, MinShareAtGutter * rows.Count);
        var edges = counts.Keys.Concat(starts.Keys).Distinct().Order()
            .Where(edge => edge > Bin(leftmost) + 10 && counts.GetValueOrDefault(edge) + starts.GetValueOrDefault(edge) + counts.GetValueOrDefault(edge + 1) >= needed)
            .Select(edge => (edge * BinWidth) - 1.0);
        var gutters = new List<double>();
        foreach (var edge in edges)
        {
            if (IsFree(rows, edge) && (gutters.Count == 0 || edge - gutters[^1] > 40))
            {
                gutters.Add(edge);
            }
        }

        return gutters;
    }

    private static int Bin(double x) => (int)(x / BinWidth);

    // Hardly a row has a word across a gutter, headlines apart, and there is text on both sides.
    private static bool IsFree(List<List<PdfWord>> rows, double x)
    {
        int across = 0, left = 0, right = 0;
        foreach (var row in rows)
        {
            var before = row.Exists(word => word.Right <= x);
            var after = row.Exists(word => word.Left > x);
            var gap = before && after && GapAt(row, x) < MinGutter * row[0].Size;
            across += gap || row.Exists(word => word.Left <= x && word.Right > x) ? 1 : 0;
            left += before ? 1 : 0;
            right += after ? 1 : 0;
        }

        return across * 3 <= Math.Min(left, right) && Math.Min(left, right) >= MinLinesAtGutter;
    }

    private static double GapAt(List<PdfWord> row, double x) => row.Where(word => word.Left > x).Min(word => word.Left) - row.Where(word => word.Right <= x).Max(word => word.Right);

    private static IEnumerable<PdfLine> Split(List<PdfWord> row, List<double> gutters)
    {
        var start = 0;
        for (var i = 1; i <= row.Count; i++)
        {
            if (i == row.Count || (row[i].Left - row[i - 1].Right >= MinGutter * row[i].Size && gutters.Exists(x => row[i - 1].Right <= x && row[i].Left > x)))
            {
                yield return Line(row[start..i]);
                start = i;
            }
        }
    }

    private static PdfLine Line(List<PdfWord> words) => new(
        string.Join(' ', words.Select(word => word.Text)), words[0].Left, words[^1].Right, words[0].Baseline, words.Max(word => word.Size));

    private static List<PdfLine> Columns(List<PdfLine> band, List<double> gutters) =>
        [.. band.OrderBy(line => gutters.Count(gutter => line.Left >= gutter)).ThenByDescending(line => line.Baseline)];
}
