namespace Pipeline.Extraction.Temporal;

/// <summary>Days of feasts by rule, never by table. Movable Christian feasts follow Easter (Gregorian computus, Meeus 1991, chapter 8).</summary>
internal static class Feasts
{
    /// <summary>
    /// The day of a feast in a year. A rule is a month and day (<c>12-25</c>), an offset from Easter Sunday (<c>easter+49</c>), or the n-th
    /// weekday of a month (<c>11-4th-4</c>: the fourth Thursday of November; <c>05-last-1</c>: the last Monday of May), or the last such weekday up to a day, and days
    /// before it (<c>12-24-upto-7-21</c>: three weeks before the last Sunday up to Christmas Eve, the first of Advent).
    /// </summary>
    /// <exception cref="FormatException">The rule has none of the forms.</exception>
    public static DateOnly Day(string rule, int year)
    {
        if (rule.StartsWith("easter", StringComparison.Ordinal))
        {
            var offset = rule.Length == 6 ? 0 : int.Parse(rule.AsSpan(6), System.Globalization.CultureInfo.InvariantCulture);
            return Easter(year).AddDays(offset);
        }

        var parts = rule.Split('-');
        var month = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        return parts switch
        {
            [_, var day] => new DateOnly(year, month, int.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
            [_, var last, "upto", var weekday] => LastUpTo(Day($"{parts[0]}-{last}", year), weekday[0] - '0'),
            [_, var last, "upto", var weekday, var before] => Day($"{parts[0]}-{last}-upto-{weekday}", year)
                .AddDays(-int.Parse(before, System.Globalization.CultureInfo.InvariantCulture)),
            [_, "last", var weekday] => NthWeekday(year, month, -1, int.Parse(weekday, System.Globalization.CultureInfo.InvariantCulture)),
            [_, var nth, var weekday] => NthWeekday(year, month, nth[0] - '0', int.Parse(weekday, System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new FormatException($"'{rule}' is no rule of a feast."),
        };
    }

    /// <summary>Easter Sunday of the Gregorian calendar.</summary>
    public static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }

    /// <summary>The <paramref name="number"/>-th weekday (ISO number) of a month; -1 is the last. The last one where there are fewer.</summary>
    public static DateOnly NthWeekday(int year, int month, int number, int weekday)
    {
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays((weekday - first.IsoWeekday() + 7) % 7);
        var last = DateTime.DaysInMonth(year, month);
        var target = number < 0 ? day.Day + (7 * ((last - day.Day) / 7)) : day.Day + (7 * (number - 1));
        return new DateOnly(year, month, Math.Min(target, day.Day + (7 * ((last - day.Day) / 7))));
    }

    private static DateOnly LastUpTo(DateOnly last, int weekday) => last.PlusDays(-((last.IsoWeekday() - weekday + 7) % 7));
}
