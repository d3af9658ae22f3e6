using Pipeline.Extraction.Temporal;

namespace Pipeline.Extraction.Events;

/// <summary>Tells whether an event happened, is planned, was called off or is denied, from date, tense and cues.</summary>
internal sealed class StatusReader
{
    /// <summary>A denial governs what follows it in the sentence, or stands this near behind what it calls false.</summary>
    private const int DenialReach = 24;

    /// <summary>"prévu initialement pour le": so near, the date is that of the plan.</summary>
    private const int PlanReach = 4;

    /// <summary>"That is not true." with its full stop.</summary>
    private const int ShortestSentence = 5;
    private readonly TaggedText _text;
    private readonly DateOnly _published;

    public StatusReader(TaggedText text, DateOnly published)
    {
        _text = text;
        _published = published;
    }

    public EventStatus Read(EventCandidate candidate)
    {
        if (IsDayOfDenial(candidate))
        {
            return EventStatus.Happened;
        }

        if (Has(candidate, CueKind.Denied) || IsDenied(candidate) || IsDeniedNext(candidate))
        {
            return EventStatus.Denied;
        }

        if (candidate.Previous is null && !IsDayOfAct(candidate) && (Has(candidate, CueKind.Cancelled) || Has(candidate, CueKind.CalledOff) || IsGivenUp(candidate) || NeverCame(candidate)))
        {
            return EventStatus.Cancelled;
        }

        return candidate.Date.First > _published || (candidate.Date.Last >= _published && LooksAhead(candidate))
            ? EventStatus.Planned
            : EventStatus.Happened;
    }

    /// <summary>Whether the event is told as hearsay.</summary>
    public bool IsHearsay(EventCandidate candidate) => candidate.Date.First <= _published && Has(candidate, CueKind.Hearsay);

    /// <summary>Whether the evidence, which may run over several sentences, holds such a cue.</summary>
    private bool Has(EventCandidate candidate, CueKind kind)
    {
        for (var i = candidate.Sentence; i < _text.Sentences.Count && _text.Sentences[i].First < candidate.EvidenceEnd; i++)
        {
            if (_text.CuesOf(i).Has(kind, candidate.EvidenceFirst, candidate.EvidenceEnd))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Prévu le 12 mai, le lancement a été reporté": a plan that is put off, and no new date.</summary>
    private bool IsGivenUp(EventCandidate candidate)
    {
        if (candidate.Previous is not null)
        {
            return false;
        }

        var cues = _text.CuesOf(candidate.Sentence);
        foreach (var cue in cues)
        {
            if (cue.First >= candidate.First)
            {
                break;
            }

            if (cue.Kind is CueKind.Planned or CueKind.Unfulfilled && cue.End <= candidate.First && candidate.First - cue.End <= PlanReach)
            {
                return cues.Has(CueKind.Moved, candidate.End, candidate.EvidenceEnd) && !_text.HasTimex(candidate.End, candidate.EvidenceEnd);
            }
        }

        return false;
    }

    /// <summary>"La cession devait être conclue en juin. Elle ne l'a jamais été.": what was meant to be is called off by the next sentence.</summary>
    private bool NeverCame(EventCandidate candidate)
    {
        var next = candidate.Sentence + 1;
        return Has(candidate, CueKind.Unfulfilled) && next < _text.Sentences.Count && !_text.HasTimex(_text.Sentences[next].First, _text.Sentences[next].End)
            && (_text.CuesOf(next).Has(CueKind.Cancelled) || _text.CuesOf(next).Has(CueKind.CalledOff));
    }

    /// <summary>"The mayor denied on Thursday that he had resigned": the day right behind the verb is that of the denial, which took place.</summary>
    private bool IsDayOfDenial(EventCandidate candidate)
    {
        foreach (var cue in _text.CuesOf(candidate.Sentence))
        {
            if (cue.Kind == CueKind.Denied && candidate.First - cue.End is 0 or 1 && candidate.Raw.MatchFirst >= cue.End && _text.BordersBetween(cue, candidate.First, candidate.End) == 0
                    && candidate.Date.Precision == DatePrecision.Day
                && candidate.Date.First <= _published && candidate.EvidenceEnd - candidate.End > EvidenceReader.HeadingWords)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"La préfète a annulé mercredi le scrutin": the day right behind the active verb is that of the act, which took place.</summary>
    private bool IsDayOfAct(EventCandidate candidate)
    {
        var active = -1;
        foreach (var cue in _text.CuesOf(candidate.Sentence))
        {
            if (cue.Kind == CueKind.Cancelled && cue.First == active && candidate.First == cue.End)
            {
                return candidate.Date.Precision == DatePrecision.Day && candidate.Date.First <= _published;
            }

            active = cue.Kind == CueKind.Present && _text.Pack.Lexicon.Has(_text.Tokens[cue.First], _text.Pack.Lexicon.Features["<have>"]) ? cue.End : -1;
        }

        return false;
    }

    /// <summary>"C'est faux.": a sentence of next to nothing but a denial denies the one before it.</summary>
    private bool IsDeniedNext(EventCandidate candidate)
    {
        var next = candidate.Sentence + 1;
        return next < _text.Sentences.Count && _text.Sentences[next].End - _text.Sentences[next].First <= ShortestSentence && _text.CuesOf(next).Has(CueKind.Denied);
    }

    private bool IsDenied(EventCandidate candidate)
    {
        foreach (var cue in _text.CuesOf(candidate.Sentence))
        {
            if (cue.Kind == CueKind.Denied && TenseReader.Distance(_text, cue, candidate.First, candidate.End) < DenialReach)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nearest verb of the evidence is one of the future or the conditional, or a plan.</summary>
    private bool LooksAhead(EventCandidate candidate)
    {
        var (nearest, best) = (CueKind.Past, int.MaxValue);
        for (var i = candidate.Sentence; i < _text.Sentences.Count && _text.Sentences[i].First < candidate.EvidenceEnd; i++)
        {
            foreach (var cue in _text.CuesOf(i))
            {
                if (cue.Kind is not (CueKind.Past or CueKind.Present or CueKind.Future or CueKind.Planned or CueKind.Conditional)
                    || cue.First < candidate.EvidenceFirst || cue.End > candidate.EvidenceEnd)
                {
                    continue;
                }

                var distance = TenseReader.Distance(_text, cue, candidate.First, candidate.End);
                if (distance < best)
                {
                    (nearest, best) = (cue.Kind, distance);
                }
            }
        }

        return nearest is CueKind.Future or CueKind.Planned or CueKind.Conditional;
    }
}
