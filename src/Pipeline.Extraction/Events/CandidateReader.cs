using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Chooses the dates that may belong to events and leaves out what names no happening: stamps, quotations, titles, comparisons, hypotheses, attributions.</summary>
internal sealed class CandidateReader
{
    private const int HypothesisReach = 30;
    private const int MovedReach = 10;
    private readonly TaggedText _text;
    private readonly DateOnly _published;
    private readonly ExtractionTrail? _trail;
    private readonly LooseDates _loose;
    private readonly HeadingReader _headings;

    /// <summary>The sentence asked for last, and whether it is supposed.</summary>
    private (int Sentence, bool IsSupposed) _supposed = (-1, false);

    public CandidateReader(TaggedText text, DateOnly published, ExtractionTrail? trail = null)
    {
        _text = text;
        _published = published;
        _trail = trail;
        _loose = new LooseDates(text, published);
        _headings = new HeadingReader(text, published);
    }

    /// <summary>The candidates in the order of the text.</summary>
    public List<EventCandidate> Read()
    {
        var candidates = new List<EventCandidate>(_text.Timexes.Count);
        var compared = -1;
        for (var i = 0; i < _text.Timexes.Count; i++)
        {
            var (raw, timex) = _text.Timexes[i];
            if (timex.Date is not { } date)
            {
                _trail?.Drop(i, WithoutDate(timex));
                continue;
            }

            if ((Exclusion(raw, timex) ?? _loose.Reason(i) ?? (IsCompared(i, compared) ? DropReason.Comparison : null)) is { } reason)
            {
                compared = reason == DropReason.Comparison ? i : compared;
                _trail?.Drop(i, reason);
                continue;
            }

            var candidate = new EventCandidate
            {
                First = raw.First,
                End = raw.End,
                Raw = raw,
                Timex = timex,
                Date = date,
                Sentence = _text.SentenceAt(raw.First),
            };
            if (candidates.Count == 0 || !TryExtend(candidates[^1], candidate))
            {
                candidates.Add(candidate);
            }
        }

        DropOpeningDays(candidates);
        _trail?.Drop(candidates, IsEndlessPeriod, DropReason.EndlessPeriod);
        candidates.RemoveAll(IsEndlessPeriod);
        return candidates;
    }

    /// <summary>"ouvert du mardi au dimanche": without a verb of the future, two weekdays across the day of publication name no days of the calendar.</summary>
    private void DropOpeningDays(List<EventCandidate> candidates)
    {
        for (var i = candidates.Count - 1; i > 0; i--)
        {
            var (first, last) = (candidates[i - 1], candidates[i]);
            if (AreOpeningDays(first, last))
            {
                _trail?.Drop(first, DropReason.Hours);
                _trail?.Drop(last, DropReason.Hours);
                candidates.RemoveRange(i - 1, 2);
                i--;
            }
        }
    }

    private bool AreOpeningDays(EventCandidate first, EventCandidate last) =>
        first.Raw.RangeEnd == 1 && last.Raw.RangeEnd == 2 && first.Raw.MatchFirst == last.Raw.MatchFirst && IsWeekday(first.Raw) && IsWeekday(last.Raw)
        && IsAcrossPublication(first, last) && TemporalTagger.TenseOf(_text, last.Raw) != Tense.Future && !IsMoved(first, last);

    /// <summary>The range holds the day of publication before its end, or would a week on (<see cref="WeekdayRange"/>).</summary>
    private bool IsAcrossPublication(EventCandidate first, EventCandidate last) =>
        (first.Date.First <= _published && _published < last.Date.First)
        || (first.Date.First.PlusDays(7) <= _published && _published < last.Date.First.PlusDays(7));

    private static bool IsWeekday(RawTimex raw) => raw.Symbol is SymbolicTime.Calendar { Day: null, Month: null, Weekday: not null };

    /// <summary>The second end of a range, the next day of a list, or another name of the same day, right behind the first.</summary>
    private bool TryExtend(EventCandidate before, EventCandidate next)
    {
        if (before.Sentence != next.Sentence)
        {
            return false;
        }

        var gap = next.First - before.End;
        var isRange = before.Raw.RangeEnd == 1 && next.Raw.RangeEnd == 2 && before.Raw.MatchFirst == next.Raw.MatchFirst;
        if (isRange && before.Date.First <= next.Date.Last)
        {
            if (IsMoved(before, next) || AreOpeningDays(before, next))
            {
                return false;
            }

            // "Entre 2019 et 2022" something happened; "de 2019 à 2022", "2019-2022" tell how long a state lasted.
            var lexicon = _text.Pack.Lexicon;
            if (before.Date.Precision == DatePrecision.Year && !lexicon.Has(_text.Tokens[before.End], lexicon.Features["<connective>"]))
            {
                before.End = next.End;
                return true;
            }

            before.Date = DateSpan.Between(before.Date.First, next.Date.Last);
        }
        else if (before.Date == next.Date && gap <= 2)
        {
            before.Timex = before.Timex.Warnings.Count >= next.Timex.Warnings.Count ? before.Timex : next.Timex;
        }
        else if (gap == 1 && before.Date.Precision == DatePrecision.Day && next.Date.Precision == DatePrecision.Day
            && before.Date.Last.AddDays(1) == next.Date.First && _text.Tokens[before.End].Kind == TokenKind.Word)
        {
            before.Date = DateSpan.Between(before.Date.First, next.Date.Last);
        }
        else
        {
            return false;
        }

        before.End = next.End;
        return true;
    }

    /// <summary>"reporté du 5 au 19 mai" names two dates and no period.</summary>
    private bool IsMoved(EventCandidate before, EventCandidate next) =>
        _text.CuesOf(before.Sentence).Has(CueKind.Moved, before.First - MovedReach, next.First);

    private static bool IsEndlessPeriod(EventCandidate candidate) =>
        candidate.Raw.RangeEnd == 1 && candidate.Date.Precision == DatePrecision.Year;

    private static DropReason WithoutDate(Timex timex) => timex.Type switch
    {
        TimexType.Duration => DropReason.Duration,
        TimexType.Set => DropReason.Repetition,
        _ => timex.Warnings.Contains(ExtractionWarning.ImpossibleDate) ? DropReason.ImpossibleDate : DropReason.Unresolved,
    };

    /// <summary>Why a date belongs to no event; null if it may. The cheap questions come first.</summary>
    private DropReason? Exclusion(RawTimex raw, Timex timex)
    {
        if (raw.Pattern.IsTitle || IsTitleOfWork(raw))
        {
            return DropReason.Title;
        }

        if (_text.Quotation.Covers(raw.First) && !Contradiction.Answers(_text, _text.SentenceAt(raw.First)))
        {
            return DropReason.Quotation;
        }

        if (_headings.Reason(raw, timex) is { } reason)
        {
            return reason;
        }

        return timex.Type switch
        {
            TimexType.Duration when !IsLeadingOffset(raw) => DropReason.Duration,
            TimexType.Set => DropReason.Repetition,
            _ => Governor(raw),
        };
    }

    /// <summary>"a copy of The Summer of 1976": inside a sentence, an article with a capital opens a title that the year ends.</summary>
    private bool IsTitleOfWork(RawTimex raw)
    {
        if (raw.Symbol is not (SymbolicTime.Calendar { Day: null, Month: null, Weekday: null } or SymbolicTime.Part { Unit: TimeUnit.Season }))
        {
            return false;
        }

        var lexicon = _text.Pack.Lexicon;
        var (article, link) = (lexicon.Features["<determiner>"], lexicon.Features["<name-link>"]);
        var sentence = _text.Sentences[_text.SentenceAt(raw.First)].First;
        for (var i = raw.First; i > sentence && (_text.Tokens[i].Capital || lexicon.Has(_text.Tokens[i], link) || i == raw.First); i--)
        {
            if (_text.Tokens[i].Capital && lexicon.Has(_text.Tokens[i], article) && _text.Tokens[i + 1].Capital
                && (_text.Tokens[i - 1].Kind == TokenKind.Word || _text.Text[_text.Tokens[i - 1].Start] == ','))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Quelques heures après l'annonce, ...": an offset in hours that opens its sentence tells the day of the story.</summary>
    private bool IsLeadingOffset(RawTimex raw)
    {
        var sentence = _text.Sentences[_text.SentenceAt(raw.First)];
        return raw.Symbol is SymbolicTime.Offset { Origin: Origin.Story } && raw.First - sentence.First <= 1
            && !_text.HasTimex(raw.End, sentence.End);
    }

    /// <summary>"par rapport à l'année dernière à la même époque": what adds to a date that is compared is compared with it.</summary>
    private bool IsCompared(int index, int compared) =>
        index > 0 && compared == index - 1 && _text.Timexes[index].Raw.First - _text.Timexes[compared].Raw.End is >= 0 and <= 2
        && _text.SentenceAt(_text.Timexes[compared].Raw.First) == _text.SentenceAt(_text.Timexes[index].Raw.First);

    /// <summary>A cue right before the date (or around it) says that it names a thing, a comparison, a hypothesis or an attribution.</summary>
    private DropReason? Governor(RawTimex raw)
    {
        if (IsSupposed(_text.SentenceAt(raw.First)))
        {
            return DropReason.Hypothesis;
        }

        // "The club lost its grant in May and may say whether ...": a verb of the past ahead in its clause makes a date a fact for what is supposed behind it.
        var isFact = false;
        foreach (var cue in _text.CuesOf(_text.SentenceAt(raw.First)))
        {
            isFact = cue.End > raw.First ? isFact : cue.Kind == CueKind.Past || (isFact && cue.Kind != CueKind.Clause);
            var isRightBefore = cue.First < raw.First && cue.End <= raw.First && cue.End >= raw.MatchFirst - 1;
            var isAround = cue.First < raw.End && raw.First < cue.End;
            if (cue.Kind is CueKind.NoNews or CueKind.Comparison or CueKind.Source && (isRightBefore || isAround))
            {
                return cue.Kind switch
                {
                    CueKind.NoNews => DropReason.NamesThing,
                    CueKind.Source => DropReason.Attribution,
                    _ => DropReason.Comparison,
                };
            }

            if (cue.Kind == CueKind.Hypothesis && TenseReader.Distance(_text, cue, raw.First, raw.End) < HypothesisReach && !(isFact && cue.First >= raw.End))
            {
                return DropReason.Hypothesis;
            }

            if (cue.Kind == CueKind.Say && IsNearby(cue, raw) && IsAttribution(cue, raw))
            {
                return DropReason.Attribution;
            }
        }

        return null;
    }

    /// <summary>The sentence opens with a hypothesis, or is in the conditional right behind one ("Et si elle disait non ? On ouvrirait à Noël").</summary>
    private bool IsSupposed(int sentence)
    {
        if (_supposed.Sentence != sentence)
        {
            var cues = _text.CuesOf(sentence);
            _supposed = (sentence, _text.OpensWithHypothesis(sentence)
                || (sentence > 0 && (cues.Has(CueKind.Conditional) || cues.Has(CueKind.Hearsay)) && !cues.Has(CueKind.Past) && _text.OpensWithHypothesis(sentence - 1)));
        }

        return _supposed.IsSupposed;
    }

    /// <summary>No clause border parts the verb from the date, or the date is the next word but one: all others need no closer look.</summary>
    private bool IsNearby(Cue say, RawTimex raw) => raw.First - say.End is 0 or 1 || _text.BordersBetween(say, raw.First, raw.End) == 0;

    /// <summary>A verb of saying with its date, verb first or in a clause of its own, behind the news: ", a-t-il déclaré dimanche", ", the force said on Monday".</summary>
    private bool IsAttribution(Cue say, RawTimex raw)
    {
        var sentence = _text.Sentences[_text.SentenceAt(raw.First)];
        var cues = _text.CuesOf(_text.SentenceAt(raw.First));
        var (from, to) = (-1, sentence.End);
        foreach (var cue in cues)
        {
            if (cue.Kind == CueKind.Clause && cue.End <= Math.Min(say.First, raw.First))
            {
                from = cue.First;
            }
            else if (cue.Kind == CueKind.Clause && cue.First >= Math.Max(say.End, raw.End))
            {
                to = cue.First;
                break;
            }
        }

        if (IsInverted(say, raw, from, sentence))
        {
            return true;
        }

        return from > sentence.First && HasMainClause(cues, sentence) && !cues.Has(CueKind.Clause, from + 1, to)
            && !cues.Has(CueKind.Past, from + 1, to) && !cues.Has(CueKind.Future, from + 1, to);
    }

    /// <summary>", a indiqué lundi un communiqué diffusé à la presse": a verb of saying right behind a comma and right before its date, subject last.</summary>
    private bool IsInverted(Cue say, RawTimex raw, int from, Sentence sentence)
    {
        if (from != say.First - 1 || from <= sentence.First || raw.First < say.End || raw.First - say.End > 1
            || !ClauseStart.IsBorderMark(_text, new Cue(CueKind.Clause, from, say.First)))
        {
            return false;
        }

        // "The plan, announced on Monday, ..." and "La firme, qui possède le site, avait annoncé lundi ..." tell news: the words before the first border
        // hold a verb, or are quoted, or an auxiliary stands behind the only border.
        var cues = _text.CuesOf(_text.SentenceAt(raw.First));
        return HasMainClause(cues, sentence) || _text.Quotation.Covers(from - 2) || (say.End - say.First > 1 && !cues.Has(CueKind.Clause, sentence.First, from));
    }

    /// <summary>Whether the words before the first clause border hold a verb (or are quoted): then a verb of saying further on only attributes them.</summary>
    private bool HasMainClause(ReadOnlySpan<Cue> cues, Sentence sentence)
    {
        foreach (var cue in cues)
        {
            if (cue.Kind is CueKind.Clause)
            {
                break;
            }

            if (cue.Kind is not (CueKind.Comparison or CueKind.NoNews))
            {
                return true;
            }
        }

        return _text.Quotation.Covers(sentence.First + 1);
    }
}
