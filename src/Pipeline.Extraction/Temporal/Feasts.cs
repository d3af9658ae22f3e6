namespace Pipeline.Extraction.Temporal;

/// <summary>Days of feasts by rule, never by table. Movable Christian feasts follow Easter (Gregorian computus, Meeus 1991, chapter 8).</summary>
internal static class Feasts
{
    /// <summary>
    /// The day of a feast in a year. A rule is a month and day (<c>12-25</c>), an offset from Easter Sunday of the Western or the Eastern churches
    /// (<c>easter+49</c>, <c>pascha+49</c>), the n-th weekday of a month (<c>11-4th-4</c>: the fourth Thursday of November; <c>05-last-1</c>:
    /// the last Monday of May; <c>11-4th-4+1</c>: the day after the fourth Thursday), or a weekday on or after a day (<c>11-27-from-7</c>: the first Sunday of
    /// Advent) or up to one, and days before it (<c>12-24-upto-7-21</c>: three weeks before the last Sunday up to Christmas Eve). A rule after a bar is a day that the feast
    /// gives way to by a week (<c>05-last-7|easter+49</c>: mothers' day, but not on Whitsun).
    /// </summary>
    /// <exception cref="FormatException">The rule has none of the forms.</exception>
    public static DateOnly Day(string rule, int year)
    {
        var bar = rule.IndexOf('|', StringComparison.Ordinal);
        if (bar >= 0)
        {
            var day = Day(rule[..bar], year);
            return day == Day(rule[(bar + 1)..], year) ? day.AddDays(7) : day;
        }

        if (rule.StartsWith("easter", StringComparison.Ordinal) || rule.StartsWith("pascha", StringComparison.Ordinal))
        {
            var offset = rule.Length == 6 ? 0 : Number(rule.AsSpan(6));
            return (rule[0] == 'e' ? Easter(year) : Pascha(year)).AddDays(offset);
        }

        var plus = rule.IndexOf('+', StringComparison.Ordinal);
        var parts = (plus < 0 ? rule : rule[..plus]).Split('-');
        var month = Number(parts[0]);
        var named = parts switch
        {
            [_, var number] => new DateOnly(year, month, Number(number)),
            [_, var last, "upto", var weekday] => LastUpTo(new DateOnly(year, month, Number(last)), Number(weekday)),
            [_, var last, "upto", var weekday, var before] => LastUpTo(new DateOnly(year, month, Number(last)), Number(weekday)).AddDays(-Number(before)),
            [_, "last", var weekday] => NthWeekday(year, month, -1, Number(weekday)),
            [_, var nth, var weekday] => NthWeekday(year, month, nth[0] - '0', Number(weekday)),
            [_, var from, "from", var weekday] => OnOrAfter(new DateOnly(year, month, Number(from)), Number(weekday)),
            _ => throw new FormatException($"'{rule}' is no rule of a feast."),
        };
        return plus < 0 ? named : named.AddDays(Number(rule.AsSpan(plus)));
    }

    /// <summary>Easter Sunday of the Eastern churches: the Julian computus (Meeus 1991, chapter 8), written in the Gregorian calendar.</summary>
    public static DateOnly Pascha(int year)
    {
        var d = ((19 * (year % 19)) + 15) % 30;
        var e = ((2 * (year % 4)) + (4 * (year % 7)) - d + 34) % 7;
        var n = d + e + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1).AddDays((year / 100) - (year / 400) - 2);
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly LastUpTo(DateOnly last, int weekday) => last.AddDays(-((last.IsoWeekday() - weekday + 7) % 7));

    private static DateOnly OnOrAfter(DateOnly day, int weekday) => day.AddDays((weekday - day.IsoWeekday() + 7) % 7);

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
}
