using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds dates that their own sentence replaces: "reporté du 5 au 19 mai", "initialement fixée au 12 mai, est reportée au 26 mai",
/// "postponed from 3 to 10 June". The new date keeps the event; the old one becomes its previous date.
/// </summary>
internal static class Supersession
{
    /// <summary>A date that lies this many days behind the publication is no plan that could still be moved.</summary>
    private const int OldestPlan = 31;

    /// <summary>"et non le 8 avril": the date stands right behind, article and weekday between; "au lieu de 0,7 %" replaces no date.</summary>
    private const int InsteadReach = 2;

    public static void Mark(TaggedText text, List<EventCandidate> candidates, DateOnly published)
    {
        if (candidates.Count >= 2 && FirstMove(text, candidates[0].Sentence) is { } move)
        {
            Mark(candidates, move, published);
        }
    }

    private static void Mark(List<EventCandidate> candidates, Cue move, DateOnly published)
    {
        var behind = candidates.Where(candidate => candidate.First >= move.First).ToList();
        var ahead = candidates.Where(candidate => candidate.End <= move.First).ToList();
        var (old, replacement) = (behind, ahead) switch
        {
            ([var wrong, ..], [.., var right]) when move.Kind == CueKind.Instead => wrong.First - move.End <= InsteadReach ? (wrong, right) : (null, null),
            _ when move.Kind == CueKind.Instead && !behind.Exists(candidate => candidate.First - move.End <= InsteadReach) => (null, null),
            ([var first, var second, ..], _) => (first, second),
            ([var only], [.., var last]) => (last, only),
            _ => (null, null),
        };
        if (old is null || replacement is null || old.Date == replacement.Date || old.Date.Last < published.AddDays(-OldestPlan))
        {
            return;
        }

        old.IsSuperseded = true;
        replacement.Previous = old.Date;
    }

    private static Cue? FirstMove(TaggedText text, int sentence)
    {
        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.Kind is CueKind.Moved or CueKind.Instead)
            {
                return cue;
            }
        }

        return null;
    }
}
