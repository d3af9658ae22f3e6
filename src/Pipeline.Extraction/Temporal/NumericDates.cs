using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Temporal;

/// <summary>
/// Tells "3/4/2026" apart: another date of the same text that can only be read one way decides, else the custom of the language, and then the date
/// stays flagged as ambiguous.
/// </summary>
internal static class NumericDates
{
    private const int Months = 12;

    /// <summary>The order that a pack names.</summary>
    /// <exception cref="FormatException">The name is neither <c>dmy</c> nor <c>mdy</c>.</exception>
    public static NumericOrder Parse(string name) => name switch
    {
        "dmy" => NumericOrder.DayFirst,
        "mdy" => NumericOrder.MonthFirst,
        _ => throw new FormatException($"'{name}' is no order of day and month; there are dmy and mdy."),
    };

    /// <summary>The order that a text proves, or null.</summary>
    public static NumericOrder? Proof(PooledList<RawTimex> timexes)
    {
        for (var i = 0; i < timexes.Count; i++)
        {
            if (timexes[i].Symbol is SymbolicTime.Calendar { Order: { } order, Day: > Months })
            {
                return order;
            }
        }

        return null;
    }

    /// <summary>The date as the text or the language orders it; unchanged where it can be read one way only.</summary>
    public static SymbolicTime Settle(SymbolicTime symbol, NumericOrder? proof, NumericOrder custom)
    {
        if (symbol is not SymbolicTime.Calendar { Order: { } order, Day: <= Months and var day, Month: var month } date || day == month)
        {
            return symbol;
        }

        var settled = date with { IsAmbiguous = proof is null };
        return (proof ?? custom) == order ? settled : settled with { Day = month, Month = day };
    }
}
