using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Dates that are no event's because of where they stand or what they count from: numbers of a unit, remarks in brackets, ends of states,
/// forecasts of the weather, days on which a dated plan was told, and dates of the story that lost their story.
/// </summary>
internal sealed class LooseDates
{
    /// <summary>What is longer than this many days is no single happening that a remark in brackets could date.</summary>
    private const int LongestHappening = 7;

    /// <summary>Verbs by which a sentence tells of one day: "le jeudi" beside them is no habit.</summary>
    private static readonly uint ToldInTime = CueSearch.Bit(CueKind.Past) | CueSearch.Bit(CueKind.Future) | CueSearch.Bit(CueKind.Planned) | CueSearch.Bit(CueKind.Say);
    private readonly TaggedText _text;
    private readonly DateOnly _published;
    private (int Sentence, uint Kinds) _last = (-1, 0);

    public LooseDates(TaggedText text, DateOnly published)
    {
        _text = text;
        _published = published;
    }

    /// <summary>Why expression number <paramref name="index"/>, which has a date, belongs to no event; null if it may.</summary>
    public DropReason? Reason(int index)
    {
        var (raw, timex) = _text.Timexes[index];
        if (timex.Date is not { } date)
        {
            return null;
        }

        var kinds = KindsIn(_text.SentenceAt(raw.First));
        if (IsMeasure(raw))
        {
            return DropReason.NamesThing;
        }

        if ((timex.Anchor == TimexAnchor.Story || raw.Symbol is SymbolicTime.Clock) && (IsAheadOfItsTense(raw, date) || HasLostItsDay(raw, index)))
        {
            return DropReason.Unresolved;
        }

        if (IsLong(date) && IsBracketed(raw))
        {
            return DropReason.NamesThing;
        }

        if (IsYearBefore(raw) && HasFigure(raw))
        {
            return DropReason.Comparison;
        }

        if (raw.Symbol is SymbolicTime.Calendar { IsHabit: true } && (kinds & ToldInTime) == 0)
        {
            return DropReason.Repetition;
        }

        if ((raw.Symbol is SymbolicTime.Clock { Time.Part: not null } || (IsLong(date) ? date.Last < _published : date.First == _published && raw.Symbol is SymbolicTime.Period))
            && (kinds & CueSearch.Bit(CueKind.Until)) != 0 && IsRightBehind(CueKind.Until, raw))
        {
            return DropReason.Duration;
        }

        if (raw.Symbol is SymbolicTime.Clock && StandsBesideHours(raw, index))
        {
            return DropReason.Hours;
        }

        if ((kinds & CueSearch.Bit(CueKind.Say)) != 0 && LeadsReport(raw, index))
        {
            return DropReason.Attribution;
        }

        return (kinds & CueSearch.Bit(CueKind.Forecast)) != 0 && IsForecast(raw, date) ? DropReason.Hypothesis : null;
    }

    /// <summary>The kinds of cues of a sentence, gathered once for all its dates, which come in the order of the text.</summary>
    private uint KindsIn(int sentence)
    {
        if (_last.Sentence != sentence)
        {
            _last = (sentence, _text.CuesOf(sentence).Kinds());
        }

        return _last.Kinds;
    }

    /// <summary>"1000°", "1200€": a number with its unit right behind it is no year.</summary>
    private bool IsMeasure(RawTimex raw) =>
        raw.Symbol is SymbolicTime.Calendar { Month: null, Day: null, Weekday: null } && raw.End < _text.Tokens.Count
        && _text.Tokens[raw.End] is { Kind: TokenKind.Mark, SpaceBefore: false } && _text.Text[_text.Tokens[raw.End].Start] is '°' or '%' or '‰' or '€' or '$' or '£';

    private static bool IsYearBefore(RawTimex raw) => raw.Symbol is SymbolicTime.Offset { Amount: 1, Unit: TimeUnit.Year, Sign: < 0, Origin: Origin.Story };

    /// <summary>"74 millions, un an plus tôt c'étaient 69": figures beside the year before compare with it.</summary>
    private bool HasFigure(RawTimex raw)
    {
        var sentence = _text.Sentences[_text.SentenceAt(raw.First)];
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_text.Tokens[i].Kind == TokenKind.Number && !_text.HasTimex(i, i + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Un autre départ a suivi huit mois après": counted from a wrong day if it lies ahead and is told in the past.</summary>
    private bool IsAheadOfItsTense(RawTimex raw, DateSpan date)
    {
        if (date.First <= _published)
        {
            return false;
        }

        var cues = _text.CuesOf(_text.SentenceAt(raw.First));
        return cues.Has(CueKind.Past) && !cues.Has(CueKind.Future) && !cues.Has(CueKind.Planned) && !cues.Has(CueKind.Conditional) && !cues.Has(CueKind.Moved);
    }

    /// <summary>
    /// "cette date", "le même jour" right after a year or a month stand for that, and for no day; an hour right after two days
    /// ("du 9 au 11 mars, à 18 h") is of none of them.
    /// </summary>
    private bool HasLostItsDay(RawTimex raw, int index) => index > 0 && raw.Symbol switch
    {
        SymbolicTime.Clock => _text.Timexes[index - 1].Raw.RangeEnd == 2,
        SymbolicTime.Period { Unit: TimeUnit.Day, Shift: 0, Weekday: null } => IsLong(_text.Timexes[index - 1].Timex.Date),
        _ => false,
    };

    private static bool IsLong(DateSpan? date) => date is { } span && span.First.PlusDays(LongestHappening) < span.Last;

    /// <summary>"(1958-1962)", "(- 60 % en 2011)": brackets without a verb hold lives and figures.</summary>
    private bool IsBracketed(RawTimex raw)
    {
        var cues = _text.CuesOf(_text.SentenceAt(raw.First));
        var open = -1;
        foreach (var cue in cues)
        {
            if (cue.Kind != CueKind.Clause)
            {
                continue;
            }

            var mark = _text.Text[_text.Tokens[cue.First].Start];
            if (cue.First < raw.First)
            {
                open = mark == '(' ? cue.End : mark == ')' ? -1 : open;
            }
            else if (mark == ')')
            {
                return open >= 0 && !cues.HasVerb(open, cue.First);
            }
        }

        return false;
    }

    /// <summary>"Le ministre a annoncé lundi que le pont rouvrira le 3 mai": the news is what is reported, with its own date.</summary>
    private bool LeadsReport(RawTimex raw, int index)
    {
        var number = _text.SentenceAt(raw.First);
        var cues = _text.CuesOf(number);
        foreach (var say in cues)
        {
            if (say.Kind != CueKind.Say)
            {
                continue;
            }

            var border = Math.Max(say.End, raw.End);
            foreach (var cue in cues)
            {
                if (cue.Kind == CueKind.Clause && cue.First >= Math.Min(say.End, raw.End))
                {
                    return cue.First == border && _text.Tokens[border].Kind == TokenKind.Word && HasDateBehind(index, cue.End, _text.Sentences[number].End);
                }
            }
        }

        return false;
    }

    private bool HasDateBehind(int index, int first, int end)
    {
        for (var i = index + 1; i < _text.Timexes.Count && _text.Timexes[i].Raw.First < end; i++)
        {
            if (_text.Timexes[i].Raw.First >= first && _text.Timexes[i].Timex.Date is not null && !IsInset(_text.Timexes[i].Raw, first))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"que le lac, vidé en mars, ...": between two commas behind <paramref name="first"/> a date tells of something else.</summary>
    private bool IsInset(RawTimex raw, int first)
    {
        var hasOpened = false;
        foreach (var cue in _text.CuesOf(_text.SentenceAt(raw.First)))
        {
            if (cue.Kind == CueKind.Clause && cue.First >= first && _text.Text[_text.Tokens[cue.First].Start] == ',')
            {
                if (cue.First >= raw.End)
                {
                    return hasOpened;
                }

                hasOpened = true;
            }
        }

        return false;
    }

    /// <summary>"de 3 h à 5 h, et jusqu'à 10 h": a third hour beside a pair of hours without a day.</summary>
    private bool StandsBesideHours(RawTimex raw, int index)
    {
        var sentence = _text.Sentences[_text.SentenceAt(raw.First)];
        return (index > 0 && IsPair(_text.Timexes[index - 1].Raw, sentence)) || (index + 1 < _text.Timexes.Count && IsPair(_text.Timexes[index + 1].Raw, sentence));

        static bool IsPair(RawTimex other, Sentence sentence) =>
            other.First >= sentence.First && other.First < sentence.End && other.Symbol is SymbolicTime.Clock && other.Pattern.Values.Length == 2;
    }

    /// <summary>"Des averses sont attendues mardi": what has happened is news, what the weather will be is none.</summary>
    private bool IsForecast(RawTimex raw, DateSpan date)
    {
        if (date.Last < _published)
        {
            return false;
        }

        var cues = _text.CuesOf(_text.SentenceAt(raw.First));
        return cues.Has(CueKind.Forecast) && (date.First > _published || !cues.Has(CueKind.Past) || cues.Has(CueKind.Conditional));
    }

    private bool IsRightBehind(CueKind kind, RawTimex raw)
    {
        foreach (var cue in _text.CuesOf(_text.SentenceAt(raw.First)))
        {
            if (cue.Kind == kind && cue.First < raw.First && cue.End < raw.End && cue.End >= Math.Min(raw.MatchFirst, raw.First - 1))
            {
                return true;
            }
        }

        return false;
    }
}
