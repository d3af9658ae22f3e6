using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>The day in a file's name: <c>2026-03-04-pont.md</c>, <c>20260304_pont.txt</c>, <c>24-03-2026 pont.docx</c>.</summary>
internal static class FileNameDay
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex YearFirst = new(
        @"(^|[^0-9])(?<year>(19|20)[0-9][0-9])(?<sep>[-_.]?)(?<month>[0-9][0-9])(?<sep2>[-_.]?)(?<day>[0-9][0-9])([^0-9]|$)", Options);

    private static readonly Regex YearLast = new(@"(^|[^0-9])(?<first>[0-9][0-9])(?<sep>[-_.])(?<second>[0-9][0-9])(?<sep2>[-_.])(?<year>(19|20)[0-9][0-9])([^0-9]|$)", Options);

    /// <summary>The day in ISO form; null where the last part of <paramref name="name"/> has none, or one that can be read in two ways.</summary>
    public static string? Of(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (file.Length > 1_024)
        {
            return null;
        }

        if (YearFirst.Match(file) is { Success: true } iso && HasOneSeparator(iso))
        {
            return Day(iso, "year", "month", "day");
        }

        if (YearLast.Match(file) is not { Success: true } match || !HasOneSeparator(match))
        {
            return null;
        }

        // The fourth of March or the third of April: where both exist and differ, the name says nothing.
        var dayFirst = Day(match, "year", "second", "first");
        var monthFirst = Day(match, "year", "first", "second");
        return dayFirst is null || monthFirst is null || dayFirst == monthFirst ? dayFirst ?? monthFirst : null;
    }

    private static bool HasOneSeparator(Match match) => match.Groups["sep"].Value == match.Groups["sep2"].Value;

    private static string? Day(Match match, string year, string month, string day)
    {
        var text = $"{match.Groups[year].Value}-{match.Groups[month].Value}-{match.Groups[day].Value}";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;
    }
}
