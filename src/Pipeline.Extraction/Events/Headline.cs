using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Makes a line of at most 120 characters from the evidence: without its date at the head, on one line, cut between words.</summary>
internal static class Headline
{
    private const int MaxCharacters = 120;

    public static string Of(TaggedText text, EventCandidate candidate)
    {
        var end = candidate.EvidenceEnd;
        var first = FirstOf(text, candidate, end);
        if (candidate.Raw.MatchFirst - first <= 1 && candidate.End < end && IsPause(text, candidate.End) && !IsVerbNext(text, candidate))
        {
            first = candidate.End;
        }

        for (var opener = first; first < end - 1 && (IsLoose(text, first) || (first > opener && IsClauseWord(text, first))); first++)
        {
        }

        while (end - 1 > first && (IsTrailing(text, end - 1) || text.Pack.Lexicon.Has(text.Tokens[end - 1], text.Pack.Lexicon.Features["<connective>"])))
        {
            end--;
        }

        var line = new Line(stackalloc char[MaxCharacters + 1]);
        if (first + 1 < end && Referent.Of(text, first, candidate.Sentence) is { } referent)
        {
            line.Append(text.Text.AsSpan(referent.Start, referent.Length));
            line.Append(" ");
            first++;
        }

        else if (PronounAt(text, candidate, first, end) is { } pronoun && Referent.Of(text, pronoun, candidate.Sentence) is { } subject)
        {
            line.Append(text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[pronoun].Start - text.Tokens[first].Start));
            line.Append(text.Text.AsSpan(subject.Start, subject.Length));
            line.Append(" ");
            first = pronoun + 1;
        }

        line.Append(text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[end - 1].End - text.Tokens[first].Start));
        return line.Finish();
    }

    /// <summary>Where the date lies behind what a line can hold, the line begins with the clause of the date, if one begins before it.</summary>
    private static int FirstOf(TaggedText text, EventCandidate candidate, int end)
    {
        var first = candidate.EvidenceFirst;
        if (text.Tokens[candidate.End - 1].End - text.Tokens[first].Start <= MaxCharacters)
        {
            return first;
        }

        var start = first;
        foreach (var border in text.CuesOf(candidate.Sentence))
        {
            if (border.Kind != CueKind.Clause || border.First <= first || border.End > candidate.Raw.MatchFirst
                || text.Quotation.Covers(border.First) || !(ClauseStart.IsBorderMark(text, border) || text.Tokens[border.First].Kind == TokenKind.Word))
            {
                continue;
            }

            var next = ClauseStart.After(text, border.End, end);
            var isDateFirst = next >= candidate.Raw.MatchFirst && text.CuesOf(candidate.Sentence).HasVerb(candidate.End, end);
            if (isDateFirst || (ClauseStart.IsSubject(text, next, candidate.Raw.MatchFirst) && ClauseStart.HasVerbNext(text, candidate.Sentence, next)))
            {
                start = next;
            }
        }

        return start;
    }

    /// <summary>The word behind the first comma, where no verb stands before it: "Après la guerre, il lance ...".</summary>
    private static int? PronounAt(TaggedText text, EventCandidate candidate, int first, int end)
    {
        foreach (var cue in text.CuesOf(candidate.Sentence))
        {
            if (cue.First >= first)
            {
                return cue.Kind == CueKind.Clause && cue.First > first && cue.End + 1 < end && ClauseStart.IsBorderMark(text, cue) ? cue.End : null;
            }
        }

        return null;
    }

    private static bool IsLoose(TaggedText text, int token) =>
        (text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is not ('«' or '"' or '“' or '„' or '('))
        || text.Pack.Lexicon.Has(text.Tokens[token], text.Pack.Lexicon.Features["<connective>"]);

    private static bool IsClauseWord(TaggedText text, int token) =>
        text.Pack.Lexicon.Has(text.Tokens[token], text.Pack.Lexicon.Features["<clause>"]) && text.Tokens[token - 1].Kind == TokenKind.Word;

    /// <summary>"Jeudi, se sont déroulées les obsèques": without the date the line would begin with its verb.</summary>
    private static bool IsVerbNext(TaggedText text, EventCandidate candidate)
    {
        foreach (var cue in text.CuesOf(candidate.Sentence))
        {
            if (cue.First > candidate.End)
            {
                return cue.First == candidate.End + 1 && cue.IsVerb() && !text.Tokens[cue.First].Capital;
            }
        }

        return false;
    }

    /// <summary>The date stands before the sentence proper: "Hier, ...", "27 mai. ...".</summary>
    private static bool IsPause(TaggedText text, int token) =>
        text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is ',' or '.' or ':' or '–' or '—';

    private static bool IsTrailing(TaggedText text, int token) =>
        text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is '.' or ',' or ';' or ':' or '–' or '—' or '-';

    /// <summary>A line in the making: white space folded, cut between words where it grows too long.</summary>
    private ref struct Line(Span<char> buffer)
    {
        private readonly Span<char> _buffer = buffer;
        private int _length;

        public void Append(ReadOnlySpan<char> words)
        {
            foreach (var c in words)
            {
                var isBlank = char.IsWhiteSpace(c) && c is not ('\u00a0' or '\u202f');
                if (_length == _buffer.Length)
                {
                    return;
                }

                if (!isBlank || (_length > 0 && _buffer[_length - 1] != ' '))
                {
                    _buffer[_length++] = isBlank ? ' ' : c;
                }
            }
        }

        public readonly string Finish()
        {
            _buffer[0] = char.ToUpperInvariant(_buffer[0]);
            if (_length <= MaxCharacters)
            {
                return _buffer[.._length].ToString();
            }

            var space = _buffer[..(MaxCharacters - 1)].LastIndexOf(' ');
            var end = space > MaxCharacters / 2 ? space : MaxCharacters - 1;
            end -= char.IsHighSurrogate(_buffer[end - 1]) ? 1 : 0;
            return string.Concat(_buffer[..end].TrimEnd(" ,;:«“„(\u00a0\u202f"), "…");
        }
    }
}
