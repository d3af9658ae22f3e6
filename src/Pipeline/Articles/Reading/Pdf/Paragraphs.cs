using System.Text;

namespace Pipeline.Articles.Reading.Pdf;

/// <summary>
/// Joins lines to paragraphs by their distance, indent and size, and mends words that were broken at the end of a line. A hyphen stays where the
/// document writes the word with it elsewhere, or where the word has another; it goes otherwise.
/// </summary>
internal sealed class Paragraphs
{
    private const double MoreThanLine = 1.35; // Of the usual distance between two lines.
    private const double OtherSize = 0.12; // Share by which the type differs.
    private const double Indent = 0.7; // Of the type's size.
    private const double ShortLine = 0.85; // Of the column's width.

    private const string Bullets = "•‣▪■●◦";

    private readonly HashSet<string> _words;
    private readonly double _distance;
    private readonly double _width;
    private readonly double _size;

    private Paragraphs(IReadOnlyList<PdfLine> lines)
    {
        _words = [.. lines.SelectMany(line => line.Text.Split(' ')[..^1]).Select(word => word.Trim('.', ',', ';', ':', '«', '»', '(', ')', '"').ToLowerInvariant())];
        _distance = Median(lines.Zip(lines.Skip(1), (a, b) => a.Baseline - b.Baseline).Where(gap => gap > 0));
        _width = Median(lines.Select(line => line.Right - line.Left));
        _size = Median(lines.Select(line => line.Size));
    }

    /// <summary>The paragraphs of <paramref name="lines"/>, which are in reading order.</summary>
    public static string Of(IReadOnlyList<PdfLine> lines) => lines.Count == 0 ? "" : new Paragraphs(lines).Join(lines);

    /// <summary>The middle one of <paramref name="values"/>; 0 where there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    private string Join(IReadOnlyList<PdfLine> lines)
    {
        var text = new StringBuilder(lines[0].Text);
        for (var i = 1; i < lines.Count; i++)
        {
            if (IsNewParagraph(lines[i - 1], lines[i], i > 1 ? lines[i - 2] : null))
            {
                text.Append("\n\n").Append(lines[i].Text);
            }
            else
            {
                Continue(text, lines[i].Text);
            }
        }

        return text.ToString();
    }

    private bool IsNewParagraph(PdfLine line, PdfLine next, PdfLine? before)
    {
        if (Bullets.Contains(next.Text[0], StringComparison.Ordinal) || Math.Abs(line.Size - next.Size) > OtherSize * Math.Max(line.Size, next.Size))
        {
            return true;
        }

        var endsSentence = line.Text.TrimEnd('»', '”', '"', ')', ' ')[^Math.Min(1, line.Text.Length)..] is "." or "!" or "?" or "…";
        var gap = line.Baseline - next.Baseline;
        if (gap <= 0 || Math.Abs(line.Left - next.Left) > _width)
        {
            return endsSentence || !char.IsLower(next.Text[0]); // The next column or page goes on with the sentence.
        }

        var isIndented = next.Left - line.Left > Indent * next.Size && (before is null || next.Left - before.Left > Indent * next.Size || before.Baseline < line.Baseline);
        var usual = _distance * Math.Max(1, next.Size / _size); // The lines of a headline stand further apart.
        return gap > MoreThanLine * usual || (isIndented && endsSentence) || (endsSentence && line.Right - line.Left < ShortLine * _width);
    }

    private void Continue(StringBuilder text, string next)
    {
        var hyphen = text.Length > 1 && text[^1] is '-' or '\u2010' or '\u00AD' && char.IsLetter(text[^2]);
        if (!hyphen)
        {
            text.Append(' ').Append(next);
            return;
        }

        if (text[^1] == '\u00AD' || (char.IsLower(next[0]) && !Keeps(text, next)))
        {
            text.Length--;
        }

        text.Append(next);
    }

    private bool Keeps(StringBuilder text, string next)
    {
        var start = text.Length - 1;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var left = text.ToString(start, text.Length - 1 - start).ToLowerInvariant();
        var right = string.Concat(next.TakeWhile(c => char.IsLetterOrDigit(c) || c is '-' or '’' or '\'')).ToLowerInvariant();
        return !_words.Contains(left + right) && (_words.Contains($"{left}-{right}") || left.Contains('-', StringComparison.Ordinal) || right.Contains('-', StringComparison.Ordinal));
    }
}
