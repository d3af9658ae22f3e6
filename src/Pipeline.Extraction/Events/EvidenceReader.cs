using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds the words that prove an event: its sentence, or its share of a sentence that tells several dates.</summary>
internal sealed class EvidenceReader
{
    /// <summary>A sentence of at most this many words besides its date only heads the next one ("27 mai. La fête est annulée").</summary>
    public const int HeadingWords = 2;

    /// <summary>A longer sentence tells for itself what happened.</summary>
    private const int LongestFrame = 24;
    private readonly TaggedText _text;

    public EvidenceReader(TaggedText text) => _text = text;

    /// <summary>Sets the evidence of all candidates of one sentence, which come in the order of the text.</summary>
    public void Assign(List<EventCandidate> candidates)
    {
        var sentence = _text.Sentences[candidates[0].Sentence];
        // A date may run on over the end of its sentence ("in Aug. 2026" where the short form is not known to the pack).
        var (first, end) = (sentence.First, sentence.End);
        foreach (var candidate in candidates)
        {
            end = Math.Max(end, candidate.End);
        }

        if ((IsHeading(sentence, candidates) || IsFrame(sentence, candidates[0])) && candidates[0].Sentence + 1 < _text.Sentences.Count)
        {
            end = _text.Sentences[candidates[0].Sentence + 1].End;
        }

        for (var i = 0; i < candidates.Count; i++)
        {
            var from = i == 0 ? first : candidates[i - 1].EvidenceEnd;
            candidates[i].EvidenceFirst = from;
            var to = i == candidates.Count - 1 ? end : Border(candidates[i], candidates[i + 1]) ?? -1;
            if (from < 0 || to < 0 || candidates[i].First < from)
            {
                Whole(candidates, first, end);
                SetApart(candidates);
                return;
            }

            candidates[i].EvidenceEnd = to;
        }
    }

    /// <summary>
    /// "Quelques heures après l'annonce, OpenAI surgit dans la brèche. La firme annonce un accord.": a short sentence led by an offset in hours
    /// sets the time of the one that follows in its paragraph, which says what happened.
    /// </summary>
    private bool IsFrame(Sentence sentence, EventCandidate candidate)
    {
        var next = candidate.Sentence + 1;
        return candidate.Timex.Type == TimexType.Duration && sentence.End - sentence.First <= LongestFrame && next < _text.Sentences.Count
            && !_text.Sentences[next].StartsParagraph && !_text.HasTimex(_text.Sentences[next].First, _text.Sentences[next].End);
    }

    private static void Whole(List<EventCandidate> candidates, int first, int end)
    {
        foreach (var candidate in candidates)
        {
            candidate.EvidenceFirst = first;
            candidate.EvidenceEnd = end;
        }
    }

    /// <summary>Where one event's words end and the next one's begin: the clause border between the two dates with a verb on both sides.</summary>
    private int? Border(EventCandidate one, EventCandidate other)
    {
        var cues = _text.CuesOf(one.Sentence);
        foreach (var border in cues)
        {
            if (border.Kind == CueKind.Clause && border.First >= one.End && border.End <= other.First
                && cues.HasVerb(end: border.First) && cues.HasVerb(border.First) && BeginsClause(border)
                && SaysMore(one, border.First))
            {
                return BeforeConnectives(border.First, one.End);
            }
        }

        return Coordination(one, other);
    }

    /// <summary>"C'était le 5 juillet, ...": a clause with next to nothing but its date is no evidence.</summary>
    private bool SaysMore(EventCandidate candidate, int end)
    {
        var words = 0;
        for (var i = candidate.EvidenceFirst; i < end; i++)
        {
            words += _text.Tokens[i].Kind == TokenKind.Word && !_text.HasTimex(i, i + 1) ? 1 : 0;
        }

        return words > HeadingWords + 1;
    }

    /// <summary>"tandis que": the border begins with the connective before it.</summary>
    private int BeforeConnectives(int border, int first)
    {
        var connective = _text.Pack.Lexicon.Features["<connective>"];
        while (border - 1 > first && _text.Tokens[border].Kind == TokenKind.Word && _text.Pack.Lexicon.Has(_text.Tokens[border - 1], connective))
        {
            border--;
        }

        return border;
    }

    /// <summary>"Le maire a démissionné lundi et son adjoint a pris sa place mardi": a connective, a subject and its verb.</summary>
    private int? Coordination(EventCandidate one, EventCandidate other)
    {
        var cues = _text.CuesOf(one.Sentence);
        var lexicon = _text.Pack.Lexicon;
        var connective = lexicon.Features["<connective>"];
        for (var i = one.End; i < other.First; i++)
        {
            if (lexicon.Has(_text.Tokens[i], connective) && cues.HasVerb(end: i)
                && ClauseStart.IsSubject(_text, i + 1, other.First) && ClauseStart.HasVerbNext(_text, one.Sentence, i + 1))
            {
                return BeforeConnectives(i, one.End);
            }
        }

        return null;
    }

    /// <summary>Behind the border stands a subject (pronoun, article, name), or a semicolon makes it: what follows can stand alone.</summary>
    private bool BeginsClause(Cue border)
    {
        if (_text.IsStrongBorder(border))
        {
            return true;
        }

        var next = ClauseStart.After(_text, border.End, _text.Tokens.Count);
        return ClauseStart.IsBorderMark(_text, border) && ClauseStart.IsSubject(_text, next, _text.Tokens.Count);
    }

    /// <summary>
    /// "Le pont, fermé le 3 mars, a été rouvert mardi.": words set in between two commas, with a verb and one of the dates, prove that date alone,
    /// together with what stands before them.
    /// </summary>
    private void SetApart(List<EventCandidate> candidates)
    {
        if (EndOfInset(candidates[0]) is { } end && candidates[1].First >= end)
        {
            candidates[0].EvidenceEnd = end;
        }
    }

    /// <summary>The comma that ends the words set in around a date, if a verb stands there and the sentence's own verb comes behind them.</summary>
    private int? EndOfInset(EventCandidate candidate)
    {
        var cues = _text.CuesOf(candidate.Sentence);
        var open = -1;
        foreach (var cue in cues)
        {
            if (cue.Kind != CueKind.Clause || _text.Text[_text.Tokens[cue.First].Start] != ',')
            {
                continue;
            }

            if (cue.End <= candidate.First)
            {
                open = cue.End;
            }
            else if (cue.First >= candidate.End)
            {
                var isInset = open >= 0 && cues.HasVerb(open, cue.First) && !cues.HasVerb(end: open) && ClauseStart.HasVerbNext(_text, candidate.Sentence, cue.End);
                return isInset ? cue.First : null;
            }
        }

        return null;
    }

    private bool IsHeading(Sentence sentence, List<EventCandidate> candidates)
    {
        var words = 0;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            words += _text.Tokens[i].Kind == TokenKind.Word ? 1 : 0;
        }

        foreach (var candidate in candidates)
        {
            for (var i = candidate.Raw.MatchFirst; i < candidate.End; i++)
            {
                words -= _text.Tokens[i].Kind == TokenKind.Word ? 1 : 0;
            }
        }

        var next = candidates[0].Sentence + 1;
        var isOwnLine = next < _text.Sentences.Count && _text.Sentences[next].StartsParagraph;
        return words <= (isOwnLine ? 0 : HeadingWords);
    }
}
