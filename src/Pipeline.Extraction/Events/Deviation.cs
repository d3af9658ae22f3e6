using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds the plan behind a day that missed it by an amount of time: "on 5 February, a week later than scheduled", "le 24 janvier, avec deux jours de retard". What was
/// planned becomes the previous date of what came; the amount is no date of its own.
/// </summary>
internal static class Deviation
{
    private const int DaysAWeek = 7;
    private const int MonthsAYear = 12;

    /// <summary>The amount stands right before its cue, or one word before it.</summary>
    private const int Reach = 1;

    public static void Mark(TaggedText text, List<EventCandidate> candidates)
    {
        Mark(text, candidates, candidates[0].Sentence);
        if (HeadsNext(text, candidates))
        {
            Mark(text, candidates, candidates[0].Sentence + 1);
        }
    }

    /// <summary>The day that "a week later" was counted from, where that was the plan.</summary>
    public static DateSpan? Planned(EventCandidate came) => Planned(came.Date.First, came.Raw.Symbol, CueKind.OffPlan);

    /// <summary>"4 février. Le pont rouvre, avec neuf jours de retard.": the day stands alone, and what it dates has no other.</summary>
    private static bool HeadsNext(TaggedText text, List<EventCandidate> candidates)
    {
        var heading = text.Sentences[candidates[0].Sentence];
        return candidates is [{ } day] && heading.End - heading.First - (day.End - day.First) <= EvidenceReader.HeadingWords && candidates[0].Sentence + 1 < text.Sentences.Count;
    }

    private static void Mark(TaggedText text, List<EventCandidate> candidates, int sentence)
    {
        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.Kind is CueKind.OffPlan or CueKind.Late or CueKind.Early && AmountBefore(text, cue) is { } amount && amount.First >= text.Sentences[sentence].First)
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
            came.Previous = planned;
        }
    }

    private static RawTimex? AmountBefore(TaggedText text, Cue cue) =>
        text.TimexesBefore(cue.First) is var count and > 0 && text.Timexes[count - 1].Raw is var raw && cue.First - raw.End <= Reach
        && raw.Symbol is SymbolicTime.Offset or SymbolicTime.Duration or SymbolicTime.Period { Shift: not 0 }
            ? raw
            : null;

    private static DateSpan? Planned(DateOnly came, SymbolicTime amount, CueKind kind)
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
            ({ } days, TimeUnit.Day) => DateSpan.Day(came.PlusDays(days)),
            ({ } weeks, TimeUnit.Week) => DateSpan.Day(came.PlusDays(DaysAWeek * weeks)),
            ({ } months, TimeUnit.Month) => MonthOf(came.PlusMonths(months)),
            ({ } years, TimeUnit.Year) => DateSpan.Year(came.PlusMonths(MonthsAYear * years).Year),
            _ => null,
        };
    }

    private static DateSpan MonthOf(DateOnly day) => DateSpan.Month(day.Year, day.Month);
}
