using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>
/// Finds whole days in headers, with the month names of several cultures: headers come in more languages than articles are extracted in.
/// Immutable and thread-safe.
/// </summary>
internal sealed class DayWords
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Iso = new(@"\b(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(\b|T)", Options);
    private static readonly Regex Numeric = new(@"\b(?<first>[0-9]{1,2})[/.](?<second>[0-9]{1,2})[/.](?<year>[0-9]{4})\b", Options);
    private static readonly Regex DayFirst =
        new(@"\b(?<day>[0-9]{1,2})[\p{L}º.]{0,2}\s+(\p{Ll}{2}\s+)?(?<month>\p{L}{3,12})\.?,?\s+(\p{Ll}{2,3}\s+)?(?<year>[0-9]{4})\b", Options);
    private static readonly Regex MonthFirst = new(@"\b(?<month>\p{L}{3,12})\.?\s+(?<day>[0-9]{1,2})\p{L}{0,2},?\s+(?<year>[0-9]{4})\b", Options);

    private readonly Dictionary<string, int> _months = new(StringComparer.Ordinal);
    private readonly HashSet<string> _weekdays = new(StringComparer.Ordinal);
    private readonly bool _monthBeforeDay;

    /// <summary>Knows the month names of <paramref name="cultures"/>; a numeric date is read in the order of <paramref name="home"/>.</summary>
    public DayWords(IEnumerable<CultureInfo> cultures, CultureInfo home)
    {
        var pattern = home.DateTimeFormat.ShortDatePattern;
        _monthBeforeDay = pattern.IndexOf('M', StringComparison.Ordinal) < pattern.IndexOf('d', StringComparison.Ordinal);
        foreach (var format in cultures.Select(culture => culture.DateTimeFormat))
        {
            for (var month = 1; month <= 12; month++)
            {
                Add(format.MonthNames[month - 1], month);
                Add(format.MonthGenitiveNames[month - 1], month);
                Add(format.AbbreviatedMonthNames[month - 1], month);
            }

            _weekdays.UnionWith(format.DayNames.Concat(format.AbbreviatedDayNames).Select(Key));
        }
    }

    /// <summary>Whether <paramref name="word"/> names a weekday.</summary>
    public bool IsWeekday(string word) => _weekdays.Contains(Key(word));

    /// <summary>The first whole day in <paramref name="line"/> and where its words stand; null where there is none.</summary>
    public (DateOnly Day, Range Place)? Find(string line)
    {
        (DateOnly Day, Range Place)? first = null;
        foreach (var match in new[] { Iso.Match(line), Numeric.Match(line), DayFirst.Match(line), MonthFirst.Match(line) })
        {
            if (match.Success && ToDay(match) is { } day && (first is null || match.Index < first.Value.Place.Start.Value))
            {
                first = (day, match.Index..(match.Index + match.Length));
            }
        }

        return first;
    }

    private DateOnly? ToDay(Match match)
    {
        var year = Number(match.Groups["year"]);
        if (match.Groups["first"].Success)
        {
            int first = Number(match.Groups["first"]), second = Number(match.Groups["second"]);
            return _monthBeforeDay ? Day(year, first, second) ?? Day(year, second, first) : Day(year, second, first) ?? Day(year, first, second);
        }

        var name = match.Groups["month"];
        var month = char.IsDigit(name.Value[0]) ? Number(name) : _months.GetValueOrDefault(Key(name.Value));
        return Day(year, month, Number(match.Groups["day"]));
    }

    private static DateOnly? Day(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Key(string name) => Folding.Fold(name).Trim('.', ',');

    private void Add(string name, int month)
    {
        var key = Key(name);
        if (key.Length >= 3)
        {
            _months.TryAdd(key, month);
        }
    }
}
