using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds two reports, one right behind the other or parted by a semicolon, that set dates of one thing against each other: "The mayor insists that he signed on Saturday. The
/// manager says that the order came on Sunday." A turn of phrase must say that a version is held or put against another one; two sources that report one after the other tell two things.
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
            if (!first.IsContradicted && AreNear(first.Date, second.Date)
                && (second.Sentence == first.Sentence ? AreSetApart(text, first, second) : second.Sentence - first.Sentence == 1 && AreVersions(text, first.Sentence, second.Sentence)))
            {
                first.IsContradicted = true;
                second.IsContradicted = true;
            }
        }
    }

    /// <summary>A sentence in quotation marks answers the version before it: "... on 6 January. “I left it there on 18 December,” retorts the clerk".</summary>
    public static bool Answers(TaggedText text, int sentence) =>
        sentence > 0 && text.CuesOf(sentence).Has(CueKind.Version) && text.CuesOf(sentence - 1).Has(CueKind.Version);

    /// <summary>"maintient que ... vendredi 27 ; le registre indique le samedi 28": a version before a semicolon and something else behind it.</summary>
    private static bool AreSetApart(TaggedText text, EventCandidate first, EventCandidate second)
    {
        var hasVersion = false;
        foreach (var cue in text.CuesOf(first.Sentence))
        {
            hasVersion |= cue.Kind == CueKind.Version;
            if (cue.Kind == CueKind.Clause && text.IsStrongBorder(cue) && cue.First >= first.End)
            {
                return hasVersion && cue.First < second.First;
            }
        }

        return false;
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
