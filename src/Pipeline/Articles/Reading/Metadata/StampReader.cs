using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Extraction;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>
/// Reads the day of publication out of datelines ("MONTGALANT, 24 mars 2026 (ADN) —") and stamps ("Publié le 8 mars 2026 à 7h12",
/// "By X | 18 November 2024", "18 November 2024 | By X") in the first lines, by their shape; a date in a headline or a sentence is no stamp. Thread-safe.
/// </summary>
internal sealed class StampReader
{
    private const int LinesToLookAt = 4;
    private const int MaxStampLength = 140;
    private const int MaxDatelineHead = 90;
    private const int MaxSmallWord = 3;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly SearchValues<char> Separators = SearchValues.Create("|—–·•/,-(");
    private static readonly SearchValues<char> Strokes = SearchValues.Create("|—–·•/.");

    // After the day: a clock time, and then nothing or a separator.
    private static readonly Regex Clock = new(@"^[ ,|·–—-]*(\p{L}{1,3} ){0,2}[0-9]{1,2} ?[hH:.] ?([0-9]{2})?( ?[aApP]\.?[mM]\.?)?( ?\p{L}{2,4}\.?)? *([-–—|·(].*)?$", Options);
    private static readonly Regex Nothing = new(@"^[ .|·–—)-]*(\([^)]{1,40}\))?[ .|·–—)-]*$", Options);
    private static readonly Regex Bar = new(@"^ *[|·/.]", Options);
    private static readonly Regex Dash = new(@"^ *\.? *(\([^)]{1,40}\))? *[-–—]", Options);

    private readonly DayWords _days;
    private readonly HashSet<string> _cues;

    /// <summary>Reads with the month names of the cultures of <paramref name="options"/> and the cue words of all shipped languages.</summary>
    public StampReader(ReadingOptions options, NewsroomOptions newsroom)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        var cultures = options.DatelineCultures.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _days = new DayWords(cultures.Select(CultureInfo.GetCultureInfo), CultureInfo.GetCultureInfo(newsroom.Language));
        _cues = [.. LanguagePack.Shipped.SelectMany(pack => pack.StampCues).Select(Folding.Fold)];
    }

    /// <summary>The day that a stamp or dateline in the first lines of <paramref name="text"/> names, or null.</summary>
    public DateOnly? Find(string text)
    {
        var seen = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                continue;
            }

            var words = line[..Math.Min(line.Length, 2 * MaxStampLength)].Trim().ToString();
            if (DayOf(words, line.Length) is { } day)
            {
                return day;
            }

            if (++seen == LinesToLookAt)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The day named anywhere in <paramref name="words"/>, a short text that is known to be a date; null where there is none.</summary>
    public DateOnly? FindDay(string words) => _days.Find(words)?.Day;

    /// <summary>Whether the whole of <paramref name="line"/> is a stamp or a dateline.</summary>
    public bool IsStamp(string line) => line.Length <= MaxStampLength && DayOf(line.Trim(), line.Length) is not null;

    private DateOnly? DayOf(string line, int lineLength)
    {
        if (_days.Find(line) is not { } found)
        {
            return null;
        }

        var head = line[..found.Place.Start.Value];
        var tail = line[found.Place.End.Value..];
        var isStamp = lineLength <= MaxStampLength
            && (Clock.IsMatch(tail) || StartsWithCue(LastPart(head))
                || (IsLedIn(head) && (Nothing.IsMatch(tail) || Bar.IsMatch(tail) || StartsWithCue(tail.TrimStart(' ', ',', '.', '(')))));
        var isDateline = head.Length <= MaxDatelineHead && Dash.IsMatch(tail) && IsLedIn(head);
        return isStamp || isDateline ? found.Day : null;
    }

    // "Opinion | Ann Reed | published on ": what stands behind the last stroke, dash or full stop.
    private static string LastPart(string head) => head[(head.AsSpan().LastIndexOfAny(Strokes) + 1)..];

    private bool StartsWithCue(string words)
    {
        var first = words.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries);
        return first.Length > 0 && _cues.Contains(Folding.Fold(first[0].Trim(':')));
    }

    // Between the last separator (or the start of the line) and the day stand at most two small words or weekdays: ", le ", " | ", "Friday, ".
    private bool IsLedIn(string head)
    {
        var trimmed = head.TrimEnd(' ', ',');
        var between = trimmed[(trimmed.AsSpan().LastIndexOfAny(Separators) + 1)..];
        var words = between.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isPlace = head.EndsWith(", ", StringComparison.Ordinal);
        return isPlace || (words.Length <= 2 && words.All(word => word.Length <= MaxSmallWord || _days.IsWeekday(word)));
    }
}
