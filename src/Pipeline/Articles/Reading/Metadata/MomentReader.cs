using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Articles.Reading.Metadata;

/// <summary>Reads the moment that a label, a header or a field names. Thread-safe.</summary>
internal sealed class MomentReader(StampReader stamps, NewsroomOptions newsroom)
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const int MaxLength = 200;

    // ISO 8601 in its looser spellings: "2026-03-04T10:00:00.000+0100", "2026-03-04 10:00", "2026/03/04", "20260304T100000Z".
    private static readonly Regex Iso = new(
        @"^(?<y>[0-9]{4})((?<m>[0-9][0-9])(?<d>[0-9][0-9])|[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2}))([T ,]{1,2}(?<H>[0-9]{1,2}):?(?<M>[0-9]{2})(:?(?<S>[0-9]{2}))?([.,][0-9]+)?\s*(?<zone>Z|UTC|GMT|[+-][0-9]{1,2}(:?[0-9]{2})?)?)?([\sT].{0,40})?$",
        Options | RegexOptions.IgnoreCase);

    private static readonly Regex Stamp = new(@"^[0-9]{10}([0-9]{3})?$", Options);

    // Shapes that are a date in a label, and could be anything in a sentence: "2020/04/17", "8.5.12", "29-10-2021", and days with signs between.
    private static readonly Regex YearFirst = new(@"(^|[^0-9])(?<y>(19|20)[0-9][0-9])(\s?\p{Lo}\s?|[./-]\s?)(?<m>[0-9]{1,2})(\s?\p{Lo}\s?|[./-]\s?)(?<d>[0-9]{1,2})([^0-9]|$)", Options);
    private static readonly Regex DayFirst = new(@"(^|[^0-9.])(?<d>[0-9]{1,2})[./-]\s?(?<m>[0-9]{1,2})[./-]\s?(?<y>(19|20)?[0-9][0-9])([^0-9.]|\.?$)", Options);

    /// <summary>The moment that <paramref name="value"/>, known to be a date, names; null where it cannot be read or is the year 1 of an empty field.</summary>
    public PublicationMoment? Read(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        var moment = Stamp.IsMatch(text) ? FromSeconds(text)
            : Iso.Match(text) is { Success: true } match && FromIso(match) is { } iso ? iso
            : FromHeader(text) ?? (stamps.FindDay(text) is { } day ? new PublicationMoment(day) : FromLabel(text));
        return moment is { Day.Year: > 1 } ? moment : null;
    }

    private PublicationMoment At(DateTimeOffset instant) => new(newsroom.DayOf(instant), instant);

    private PublicationMoment FromSeconds(string digits) =>
        At(DateTimeOffset.FromUnixTimeSeconds(long.Parse(digits.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture)));

    private PublicationMoment? FromIso(Match match)
    {
        int year = Number(match, "y"), month = Number(match, "m"), day = Number(match, "d");
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        int hour = Number(match, "H"), minute = Number(match, "M"), second = Number(match, "S");
        var zone = match.Groups["zone"].Value;
        if (zone.Length == 0 || hour > 23 || minute > 59 || second > 59 || OffsetOf(zone) is not { } offset || year is 1 or 9999)
        {
            return new PublicationMoment(new DateOnly(year, month, day));
        }

        return At(new DateTimeOffset(year, month, day, hour, minute, second, offset));
    }

    private static PublicationMoment? FromLabel(string text)
    {
        foreach (var pattern in (Regex[])[YearFirst, DayFirst])
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                int year = Number(match, "y"), month = Number(match, "m"), day = Number(match, "d");
                (month, day) = month > 12 ? (day, month) : (month, day);
                year += year < 100 ? 2000 : 0;
                if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
                {
                    return new PublicationMoment(new DateOnly(year, month, day));
                }
            }
        }

        return null;
    }

    private PublicationMoment? FromHeader(string text) =>
        DateTimeOffset.TryParseExact(text, ["r", "ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var http) && http.Year is > 1 and < 9999
            ? At(http)
            : null;

    private static TimeSpan? OffsetOf(string zone)
    {
        if (zone[0] is not ('+' or '-'))
        {
            return TimeSpan.Zero;
        }

        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadLeft(2, '0');
        var hours = int.Parse(digits.AsSpan(0, digits.Length <= 2 ? digits.Length : digits.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture);
        var minutes = digits.Length <= 2 ? 0 : int.Parse(digits.AsSpan(digits.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture);
        var length = new TimeSpan(hours, minutes, 0);
        return length > TimeSpan.FromHours(14) || minutes > 59 ? null : zone[0] == '-' ? -length : length;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } digits ? int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
}
