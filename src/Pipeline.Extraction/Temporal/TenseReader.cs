using Pipeline.Extraction.Events;

namespace Pipeline.Extraction.Temporal;

/// <summary>Tells the tense that governs a place: that of the nearest verb of the sentence, where a clause border counts as distance.</summary>
internal static class TenseReader
{
    /// <summary>A clause border between verb and date makes the verb this many tokens less near.</summary>
    private const int BorderCost = 12;

    /// <summary>"postponed on" is the word and its preposition; longer cues hold a verb of their own.</summary>
    private const int ShortCue = 2;

    /// <summary>A verb before the date governs it more often than one after it.</summary>
    private const int AfterCost = 2;

    public static Tense Read(TaggedText text, RawTimex raw)
    {
        var (first, end) = (raw.First, raw.End);
        var isWeekday = raw.Symbol is SymbolicTime.Calendar { Day: null, Weekday: not null };
        var tense = Tense.Open;
        var best = int.MaxValue;
        var cues = text.CuesOf(text.SentenceAt(first));
        foreach (var cue in cues)
        {
            var distance = Distance(text, cue, first, end);
            var isDayOfCue = isWeekday && (cue.Kind == CueKind.CalledOff ? IsDayOfThing(raw, cue, distance) : distance == 0 && cue.End - cue.First <= ShortCue);
            if (cue.Kind == CueKind.Since && cue.First <= first && cue.End > first)
            {
                return Tense.Past;
            }

            if (cue.Kind == CueKind.Toward && !(cue.First <= first && cue.End > first))
            {
                continue;
            }

            if (TenseOf(cues, cue, isDayOfCue) is { } candidate && distance < best)
            {
                (tense, best) = (candidate, distance);
            }
        }

        return tense;
    }

    /// <summary>Tokens between a cue and the expression from <paramref name="first"/> to <paramref name="end"/>, borders weighed.</summary>
    public static int Distance(TaggedText text, Cue cue, int first, int end)
    {
        var isBefore = cue.End <= first;
        var (from, to) = isBefore ? (cue.End, first) : (end, cue.First);
        return Math.Max(0, to - from) + (text.BordersBetween(cue, first, end) * BorderCost) + (cue.First >= first ? AfterCost : 0);
    }

    /// <summary>"Le concert de samedi a été annulé": the day stands before the verb in its clause, or inside a verb of two parts.</summary>
    private static bool IsDayOfThing(RawTimex raw, Cue cue, int distance) => cue.First < raw.End
        ? raw.End <= cue.End && raw.First >= cue.First
        : distance < BorderCost;

    private static Tense? TenseOf(ReadOnlySpan<Cue> cues, Cue cue, bool isDayOfCue) => cue.Kind switch
    {
        // "L'audition, qui devait avoir lieu mercredi, est annulée" calls off what lies ahead.
        CueKind.Unfulfilled => cues.Has(CueKind.CalledOff) || cues.Has(CueKind.Cancelled) || cues.Has(CueKind.Moved) ? Tense.Future : Tense.Past,
        CueKind.Subjunctive => cues.Has(CueKind.Denied, 0, cue.First) ? Tense.Past : Tense.Future,

        // "reporté mardi" was put off on Tuesday, "reporté au 26 mai" will be in May.
        CueKind.Moved => isDayOfCue ? Tense.Past : Tense.Future,

        // What was called off lay ahead: "le concert de samedi a été annulé"; "annulé samedi" was called off on Saturday.
        CueKind.CalledOff => isDayOfCue ? Tense.Future : Tense.Past,
        CueKind.Past or CueKind.Cancelled or CueKind.Say or CueKind.Source or CueKind.Hearsay => Tense.Past,
        CueKind.Present => Tense.Present,
        CueKind.Future or CueKind.Planned or CueKind.Toward or CueKind.Conditional or CueKind.Hypothesis => Tense.Future,
        _ => null,
    };
}
