using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds two reports, one right behind the other, that set dates of one thing against each other: "The mayor insists that he signed on Saturday. The manager says that the
/// order came on Sunday." A turn of phrase must say that a version is held or put against another one; two sources that report one after the other tell two things.
/// </summary>
internal static class Contradiction
{
    private const int MostDays = 31;
    private const int MostMonths = 12;

    public static void Mark(TaggedText text, List<EventCandidate> candidates)
    {
        for (var i = 1; i < candidates.Count; i++)
        {
            var (first, second) = (candidates[i - 1], candidates[i]);
            if (!first.IsContradicted && second.Sentence - first.Sentence == 1 && AreNear(first.Date, second.Date) && AreVersions(text, first.Sentence, second.Sentence))
            {
                first.IsContradicted = true;
                second.IsContradicted = true;
            }
        }
    }

    private static bool AreVersions(TaggedText text, int first, int second)
    {
        var isHeld = text.CuesOf(first).Has(CueKind.Version);
        var cues = text.CuesOf(second);
        return cues.Has(CueKind.Version) || (isHeld && (cues.Has(CueKind.Say) || cues.Has(CueKind.Source)));
    }

    private static bool AreNear(DateSpan one, DateSpan other)
    {
        var days = Math.Abs(one.First.DayNumber - other.First.DayNumber);
        return one != other && one.Precision == other.Precision && one.Precision switch
        {
            DatePrecision.Day => days <= MostDays,
            DatePrecision.Month => days <= MostDays * MostMonths,
            _ => false,
        };
    }
}
