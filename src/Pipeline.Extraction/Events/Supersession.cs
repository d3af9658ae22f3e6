using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

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

    /// <summary>"repoussé le procès au lundi 24 novembre": so near, the date is what the plan is moved to.</summary>
    private const int MovedReach = 6;

    /// <summary>"n'ouvre que le 24", "erst am 24.": the word and a preposition stand right before the date.</summary>
    private const int OnlyReach = 2;

    public static void Mark(TaggedText text, List<EventCandidate> candidates, DateOnly published)
    {
        MarkMoved(text, candidates, published);
        if (candidates.Count < 2)
        {
            return;
        }

        if (FirstMove(text, candidates[0].Sentence) is { } move)
        {
            Mark(text, candidates, move, published);
        }
        else
        {
            MarkPlan(text, candidates);
        }
    }

    /// <summary>
    /// "Les traversées, promises pour vendredi, n'ont repris que samedi", "devait se jouer le 2, ils l'ont finalement disputé le 5": a plan set in
    /// between commas, or one that came off at last, gives way to the later date behind it.
    /// </summary>
    private static void MarkPlan(TaggedText text, List<EventCandidate> candidates)
    {
        foreach (var cue in text.CuesOf(candidates[0].Sentence))
        {
            var isUnfulfilled = cue.Kind == CueKind.Unfulfilled || (cue.Kind == CueKind.Cancelled && cue.End - cue.First > 1);
            if (!isUnfulfilled && cue.Kind != CueKind.Planned)
            {
                continue;
            }

            var inset = InsetAround(text, cue, candidates[0].Sentence);
            var old = candidates.Find(candidate => inset is var (first, end) ? candidate.First >= first && candidate.End <= end : candidate.First >= cue.End);
            var replacement = candidates.Find(candidate => old is not null && candidate.First >= (inset?.End ?? old.End) && candidate.Date != old.Date);
            if (old is not null && replacement is not null && Replaces(text, old, replacement, isUnfulfilled && inset is not null))
            {
                old.IsSuperseded = true;
                replacement.Previous = old.Date;
                return;
            }
        }
    }

    /// <summary>"n'est venue que le 24", "sortira plus tôt que prévu, le 12": the later date, or the earlier one of what came ahead of its plan, behind words that set it against the plan.</summary>
    private static bool Replaces(TaggedText text, EventCandidate old, EventCandidate replacement, bool isUnfulfilled)
    {
        var isOffPlan = text.CuesOf(old.Sentence).Has(CueKind.OffPlan, old.End, replacement.First);
        return isOffPlan || (replacement.Date.First > old.Date.First
            && (isUnfulfilled || Has(text, "<at-last>", old.End, replacement.First) || Has(text, "<only>", Math.Max(old.End, replacement.First - OnlyReach), replacement.First)));
    }

    private static bool Has(TaggedText text, string feature, int first, int end)
    {
        var lexicon = text.Pack.Lexicon;
        for (var i = first; i < end; i++)
        {
            if (lexicon.Has(text.Tokens[i], lexicon.Features[feature]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The words around a cue between two commas, or between the start of the sentence, where the cue stands, and a comma; null where there are none such.</summary>
    private static (int First, int End)? InsetAround(TaggedText text, Cue cue, int sentence)
    {
        var (first, end) = (-1, -1);
        foreach (var border in text.CuesOf(sentence))
        {
            if (border.Kind != CueKind.Clause || text.Text[text.Tokens[border.First].Start] != ',')
            {
                continue;
            }

            if (border.First < cue.First)
            {
                first = border.End;
            }
            else
            {
                end = border.First;
                break;
            }
        }

        first = first < 0 && cue.First <= text.Sentences[sentence].First + 1 ? text.Sentences[sentence].First : first;
        return first >= 0 && end >= 0 ? (first, end) : null;
    }

    private static void Mark(TaggedText text, List<EventCandidate> candidates, Cue move, DateOnly published)
    {
        var behind = candidates.Where(candidate => candidate.First >= move.First).ToList();
        var ahead = candidates.Where(candidate => candidate.End <= move.First).ToList();
        var (old, replacement) = (behind, ahead) switch
        {
            ([var wrong, ..], [.., var right]) when move.Kind == CueKind.Instead => IsInsteadOf(text, move, wrong) ? (wrong, right) : (null, null),
            _ when move.Kind == CueKind.Instead && !behind.Exists(candidate => IsInsteadOf(text, move, candidate)) => (null, null),
            ([var first, var second, ..], _) => (first, second),
            ([var only], [.., var last]) when !SetsTime(text, last, published) => (last, only),
            _ => (null, null),
        };
        if (old is null || replacement is null || old.Date == replacement.Date
            || (move.Kind == CueKind.Moved && old.Date.Last < published.AddDays(-OldestPlan)))
        {
            return;
        }

        old.IsSuperseded = true;
        replacement.Previous = Nearest(old, replacement.Date.First, move.Kind);
    }

    /// <summary>"Le procès est repoussé au 24 novembre": a day to come that a plan is moved to, wherever it was before.</summary>
    private static void MarkMoved(TaggedText text, List<EventCandidate> candidates, DateOnly published)
    {
        foreach (var cue in text.CuesOf(candidates[0].Sentence))
        {
            if (cue.Kind == CueKind.Moved && candidates.Find(candidate => candidate.First >= cue.First) is { } target
                && target.Date.First > published && target.First - cue.End <= MovedReach)
            {
                target.IsMoved = true;
            }
        }
    }

    /// <summary>"Prévue le 18, elle est repoussée au lundi 29 juin", "am 12., nicht am Montag", "en juillet 2024, et non en juin": what the old date leaves out is sought near the new one.</summary>
    private static DateSpan Nearest(EventCandidate old, DateOnly replacement, CueKind move)
    {
        var date = old.Date.First;
        var found = old.Raw.Symbol switch
        {
            SymbolicTime.Calendar { Day: not null, Month: null, DaysOff: 0 } => NearestOf(date, replacement, 1),
            SymbolicTime.Calendar { Month: not null, Year: null, DaysOff: 0 } => NearestOf(date, replacement, 12),
            SymbolicTime.Calendar { Day: null, Month: null, Weekday: { } weekday, Direction: Direction.Open, DaysOff: 0 } when move == CueKind.Instead => replacement.NearestWeekday(weekday),
            _ => date,
        };
        return old.Date.Precision switch
        {
            DatePrecision.Day => DateSpan.Day(found),
            DatePrecision.Month => DateSpan.Month(found.Year, found.Month),
            _ => old.Date,
        };
    }

    /// <summary>Of the days of that number, so many months apart, the one nearest to the new date.</summary>
    private static DateOnly NearestOf(DateOnly old, DateOnly replacement, int months)
    {
        var apart = ((12 * (replacement.Year - old.Year)) + replacement.Month - old.Month) / months * months;
        var day = new[] { old, old.PlusMonths(apart - months), old.PlusMonths(apart), old.PlusMonths(apart + months) }.MinBy(each => Math.Abs(each.DayNumber - replacement.DayNumber));
        return day.Day == old.Day ? day : old;
    }

    /// <summary>"À 11 h, la cour a repoussé le procès au 3 mai": what opens its sentence, up to a comma, says when the move was made.</summary>
    private static bool SetsTime(TaggedText text, EventCandidate candidate, DateOnly published) =>
        candidate.Date.First <= published && candidate.Raw.MatchFirst == text.Sentences[candidate.Sentence].First && text.Text[text.Tokens[candidate.End].Start] == ',';

    /// <summary>Words alone stand between: "(au lieu de 15) lundi" replaces a number.</summary>
    private static bool IsInsteadOf(TaggedText text, Cue move, EventCandidate candidate)
    {
        for (var i = move.End; i < candidate.First; i++)
        {
            if (text.Tokens[i].Kind != TokenKind.Word)
            {
                return false;
            }
        }

        return candidate.First - move.End <= InsteadReach && !text.CuesOf(candidate.Sentence).HasVerb(move.End, candidate.First);
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
