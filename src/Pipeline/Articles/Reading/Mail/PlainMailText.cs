using System.Text;

namespace Pipeline.Articles.Reading.Mail;

/// <summary>The writer's own words in the plain text of a mail: without signature, quoted mail and hard line breaks.</summary>
internal static class PlainMailText
{
    private const string SignatureMark = "-- "; // RFC 3676, section 4.3.
    private const int WrapWidth = 80; // RFC 5322 advises 78; a paragraph without breaks is far longer.
    private const int WrappedAtLeast = 45; // Shorter lines are meant: verses, lists, an address.
    private const int RuleLength = 5;

    /// <summary>The words of <paramref name="text"/>; where fewer than <paramref name="minCharacters"/> would be left, the quoted ones stay.</summary>
    public static string Of(string text, int minCharacters)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var own = Unwrap(WithoutQuotes(lines));
        return own.Length >= minCharacters ? own : Unwrap(lines.Select(Unquoted));
    }

    private static List<string> WithoutQuotes(string[] lines)
    {
        var kept = new List<string>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == SignatureMark || (IsSeparator(lines[i]) && kept.Exists(line => line.Length > 0)))
            {
                break;
            }

            if (!lines[i].StartsWith('>'))
            {
                kept.Add(lines[i]);
            }
            else if (i > 0 && !lines[i - 1].StartsWith('>'))
            {
                RemoveLeadIn(kept);
            }
        }

        return kept;
    }

    // Before a quotation the mail program writes who said it and when, in any language: one or two lines that end in a colon.
    private static void RemoveLeadIn(List<string> kept)
    {
        var last = kept.FindLastIndex(line => line.Length > 0);
        if (last < 0 || kept.Count - last > 2 || !kept[last].TrimEnd().EndsWith(':'))
        {
            return;
        }

        var first = last > 0 && kept[last - 1].Length > 0 && (last < 2 || kept[last - 2].Length == 0) ? last - 1 : last;
        kept.RemoveRange(first, kept.Count - first);
    }

    // "-----Original Message-----": a rule, words, a rule.
    private static bool IsSeparator(string line)
    {
        var rule = new string('-', RuleLength);
        var words = line.Trim();
        return words.StartsWith(rule, StringComparison.Ordinal) && words.EndsWith(rule, StringComparison.Ordinal) && words.Trim('-').Length > 0;
    }

    private static string Unquoted(string line) => line.TrimStart('>', ' ');

    private static string Unwrap(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        var paragraph = new List<string>();
        foreach (var line in lines.Append(""))
        {
            if (line.Any(char.IsLetterOrDigit)) // Blank lines part paragraphs, and so do rules of dashes.
            {
                paragraph.Add(line.Trim());
                continue;
            }

            if (paragraph.Count > 0)
            {
                text.AppendJoin(IsWrapped(paragraph) ? ' ' : '\n', paragraph).Append("\n\n");
                paragraph.Clear();
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    private static bool IsWrapped(List<string> paragraph) =>
        paragraph.Count > 1 && paragraph.TrueForAll(line => line.Length <= WrapWidth) && paragraph[..^1].TrueForAll(line => line.Length >= WrappedAtLeast);
}
