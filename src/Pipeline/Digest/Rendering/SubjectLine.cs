namespace Pipeline.Digest.Rendering;

/// <summary>Makes the subject: the lead fact first, then how much more there is. Thread-safe.</summary>
internal sealed class SubjectLine
{
    /// <summary>The longest subject.</summary>
    public const int MaxLength = 78;

    // A cut that ends on such a word reads as torn off.
    private const int SmallWord = 3;
    private const int MinLead = 24;
    private const string Ellipsis = "…";

    // What ends a clause, the strongest first.
    private static readonly string[] Borders = ["; ", " — ", " – ", ": ", ", "];

    private readonly IReadOnlyList<string> _relativeDays;
    private readonly HashSet<string> _neverLast;

    /// <summary>Makes subjects in the language of <paramref name="strings"/>.</summary>
    public SubjectLine(Strings strings)
    {
        _relativeDays = [.. strings.Text("rules.relativeDays").Split('|').OrderByDescending(words => words.Length)];
        _neverLast = new(strings.Text("rules.neverLast").Split('|'), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// <paramref name="headline"/> with <paramref name="more"/> behind it, in at most 78 characters: whole, or up to the end of a clause, or
    /// alone, or cut between words; <paramref name="spare"/> where it has no place to be cut. <paramref name="mark"/> stands before what is
    /// not whole, so that a denial never reads as news; <paramref name="dateText"/> is never cut in two.
    /// </summary>
    public string Of(string headline, string dateText, string mark, string more, string spare)
    {
        var whole = Clean(headline).TrimEnd('.', ' ');
        var before = mark.Length == 0 ? "" : mark + " ";
        string[] readings = [WithoutRelativeDay(whole), .. Clauses(whole).Select(clause => before + WithoutRelativeDay(clause))];
        return readings.Where(reading => reading.Length + more.Length <= MaxLength).Select(reading => reading + more).FirstOrDefault()
            ?? readings.FirstOrDefault(reading => reading.Length <= MaxLength)
            ?? Cut(before + whole, Clean(dateText), more)
            ?? Clean(spare);
    }

    // A sign that stands twice may enclose an aside, and a short beginning only leads up to the fact.
    private static IEnumerable<string> Clauses(string whole) => Borders
        .Select(border => (At: whole.IndexOf(border, StringComparison.Ordinal), Last: whole.LastIndexOf(border, StringComparison.Ordinal)))
        .Where(border => border.At >= MinLead && border.At == border.Last && border.At * 2 >= whole.Length)
        .Select(border => whole[..border.At].TrimEnd(' ', '\u00A0'));

    // "yesterday" is another day when the mail is read.
    private string WithoutRelativeDay(string text)
    {
        var shorter = text;
        while (_relativeDays.FirstOrDefault(words => EndsWith(shorter, words)) is { } found)
        {
            shorter = shorter[..^found.Length].TrimEnd(' ', ',', '\u00A0');
        }

        return shorter.Length >= MinLead && !_neverLast.Contains(LastWord(shorter)) ? shorter : text;
    }

    private static bool EndsWith(string text, string words) =>
        text.Length > words.Length + 1 && !char.IsLetterOrDigit(text[^(words.Length + 1)])
        && text.Replace('’', '\'').EndsWith(words.Replace('’', '\''), StringComparison.OrdinalIgnoreCase);

    private static string LastWord(string text) => text[(text.LastIndexOfAny([' ', '\u00A0']) + 1)..];

    private string? Cut(string text, string dateText, string more)
    {
        // The last word counts only if it is whole.
        var room = MaxLength - more.Length - Ellipsis.Length;
        var date = dateText.Length == 0 ? -1 : text.IndexOf(dateText, StringComparison.Ordinal);
        room = date >= 0 && date < room && date + dateText.Length > room ? date : Math.Min(room, text.Length);
        var words = text[..room].Split(' ');
        var kept = room < text.Length && char.IsLetterOrDigit(text[room]) && words[^1].Length > 0 ? words.Length - 1 : words.Length;
        while (kept > 1 && (words[kept - 1].Length <= SmallWord || _neverLast.Contains(words[kept - 1])))
        {
            kept--;
        }

        var cut = string.Join(' ', words[..kept]).TrimEnd(' ', ',', ';', ':', '.', '—', '–', '-', '\u00A0');
        return cut.Length < MinLead ? null : cut + Ellipsis + more;
    }

    private static string Clean(string text) =>
        string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
