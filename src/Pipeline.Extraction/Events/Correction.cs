using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds days that the sentence before had otherwise: "We wrote that the fire broke out on 3 May. In fact it broke out on the 5th.",
/// "The march was postponed. It took place a week later." The day that holds bears the other one as its previous date.
/// </summary>
internal static class Correction
{
    public static void Mark(TaggedText text, List<EventCandidate> candidates)
    {
        for (var i = 1; i < candidates.Count; i++)
        {
            var (first, second) = (candidates[i - 1], candidates[i]);
            if (second.Previous is not null || second.Sentence == first.Sentence)
            {
                continue;
            }

            if (second.Sentence - first.Sentence == 1 && SetsRight(text, second.Sentence) && first.Date != second.Date && first.Date.Precision == second.Date.Precision)
            {
                second.Previous = first.Date;
            }
            else if (IsLaterThanPlan(text, first, second))
            {
                second.Previous = Deviation.Planned(second);
            }
        }
    }

    /// <summary>What was denied or taken back, and what is true "in fact".</summary>
    private static bool SetsRight(TaggedText text, int sentence) =>
        text.CuesOf(sentence).Has(CueKind.Actual) && text.CuesOf(sentence - 1).Has(CueKind.Denied);

    /// <summary>The plan was moved without a new date, and a pronoun takes it up: "Elle a réuni du monde une semaine plus tard."</summary>
    private static bool IsLaterThanPlan(TaggedText text, EventCandidate first, EventCandidate second)
    {
        var lexicon = text.Pack.Lexicon;
        var sentence = text.Sentences[second.Sentence];
        if (second.Raw.Symbol is not SymbolicTime.Offset { Origin: Origin.Story, Sign: > 0, Unit: TimeUnit.Day or TimeUnit.Week }
            || !lexicon.Has(text.Tokens[sentence.First], lexicon.Features["<subject-pronoun>"]))
        {
            return false;
        }

        var cues = text.CuesOf(second.Sentence - 1);
        return cues.Has(CueKind.Moved, first.End) && first.Sentence >= second.Sentence - 2;
    }
}
