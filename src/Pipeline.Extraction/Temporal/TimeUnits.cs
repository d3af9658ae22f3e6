namespace Pipeline.Extraction.Temporal;

/// <summary>Names of the units in packs and in TIMEX3 values.</summary>
internal static class TimeUnits
{
    /// <summary>Reads a unit as a pack writes it: a code after an optional factor, such as <c>2W</c> for a fortnight.</summary>
    public static (int Factor, TimeUnit Unit) Parse(string text)
    {
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        var factor = digits == 0 ? 1 : int.Parse(text.AsSpan(0, digits), System.Globalization.CultureInfo.InvariantCulture);
        return (factor, text[digits..] switch
        {
            "S" => TimeUnit.Second,
            "MIN" => TimeUnit.Minute,
            "H" => TimeUnit.Hour,
            "D" => TimeUnit.Day,
            "WE" => TimeUnit.Weekend,
            "W" => TimeUnit.Week,
            "M" => TimeUnit.Month,
            "Q" => TimeUnit.Quarter,
            "SEASON" => TimeUnit.Season,
            "HALF" => TimeUnit.Half,
            "Y" => TimeUnit.Year,
            "DE" => TimeUnit.Decade,
            "CE" => TimeUnit.Century,
            _ => throw new FormatException($"'{text}' is no unit of time."),
        });
    }

    /// <summary>The TIMEX3 duration of several amounts, coarsest first: <c>P2Y3M</c>, <c>PT1H20M</c>.</summary>
    public static string Duration(double? amount, TimeUnit unit, AmountOfTime[] more)
    {
        var value = Duration(amount, unit);
        foreach (var part in more)
        {
            var next = Duration(part.Amount, part.Unit);
            value += next.StartsWith("PT", StringComparison.Ordinal) && value.Contains('T', StringComparison.Ordinal) ? next[2..] : next[1..];
        }

        return value;
    }

    /// <summary>The TIMEX3 duration of <paramref name="amount"/> units; null stands for a vague amount and gives X.</summary>
    public static string Duration(double? amount, TimeUnit unit)
    {
        var count = amount is { } number ? number.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : "X";
        return unit switch
        {
            TimeUnit.Second => $"PT{count}S",
            TimeUnit.Minute => $"PT{count}M",
            TimeUnit.Hour => $"PT{count}H",
            TimeUnit.Day => $"P{count}D",
            TimeUnit.Weekend => $"P{count}WE",
            TimeUnit.Week => $"P{count}W",
            TimeUnit.Month => $"P{count}M",
            TimeUnit.Quarter => $"P{count}Q",
            TimeUnit.Season => $"P{count}SU",
            TimeUnit.Half => amount is { } halves ? Duration(halves * 6, TimeUnit.Month) : "PXM",
            TimeUnit.Year => $"P{count}Y",
            TimeUnit.Decade => $"P{count}DE",
            _ => $"P{count}CE",
        };
    }
}
