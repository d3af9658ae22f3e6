using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds the plan behind a day that missed it by an amount of time: "on 5 February, a week later than scheduled", "le 24 janvier, avec deux jours de retard". What was
/// planned becomes the previous date of what came; the amount is no date of its own.
/// </summary>
internal static class Deviation
{
    private const int DaysAWeek = 7;

    /// <summary>The amount stands right before its cue, or one word before it.</summary>
    private const int Reach = 1;

    public static void Mark(TaggedText text, List<EventCandidate> candidates)
    {
        foreach (var cue in text.CuesOf(candidates[0].Sentence))
        {
            if (cue.Kind is CueKind.OffPlan or CueKind.Late or CueKind.Early && AmountBefore(text, cue) is { } amount)
            {
                Mark(candidates, cue, amount);
            }
        }
    }

    private static void Mark(List<EventCandidate> candidates, Cue cue, RawTimex amount)
    {
        var counted = candidates.Find(candidate => candidate.Raw == amount);
        if (counted is not null)
        {
            counted.IsSuperseded = true;
        }

        var came = candidates.FindLast(candidate => candidate != counted && candidate.First < cue.First) ?? candidates.Find(candidate => candidate != counted);
        if (came is { Previous: null, Date.Precision: DatePrecision.Day } && Planned(came.Date.First, amount.Symbol, cue.Kind) is { } planned)
        {
            came.Previous = DateSpan.Day(planned);
        }
    }

    private static RawTimex? AmountBefore(TaggedText text, Cue cue)
    {
        foreach (var (raw, _) in text.Timexes)
        {
            if (raw.End <= cue.First && cue.First - raw.End <= Reach && raw.Symbol is SymbolicTime.Offset or SymbolicTime.Duration or SymbolicTime.Period { Shift: not 0 })
            {
                return raw;
            }
        }

        return null;
    }

    private static DateOnly? Planned(DateOnly came, SymbolicTime amount, CueKind kind)
    {
        var (number, unit, sign) = amount switch
        {
            SymbolicTime.Offset offset => (offset.Amount, offset.Unit, offset.Sign),
            SymbolicTime.Period period => (Math.Abs(period.Shift), period.Unit, Math.Sign(period.Shift)),
            SymbolicTime.Duration duration => (duration.Amount, duration.Unit, 1),
            _ => (null, TimeUnit.Day, 1),
        };
        var back = kind == CueKind.Early ? number : -sign * number;
        return (back, unit) switch
        {
            ({ } days, TimeUnit.Day) => came.PlusDays(days),
            ({ } weeks, TimeUnit.Week) => came.PlusDays(DaysAWeek * weeks),
            ({ } months, TimeUnit.Month) => came.PlusMonths(months),
            ({ } years, TimeUnit.Year) => came.PlusMonths(12 * years),
            _ => null,
        };
    }
}
