using Pipeline.Extraction.Explanation;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds dates that frame the text and tell nothing: stamps and datelines, sub-headings, hours that head an entry, opening hours.</summary>
internal sealed class HeadingReader
{
    private const int HeaderLines = 4;
    private const int HeaderTokens = 200;
    private const int LongestStamp = 110;
    private const int DatelineReach = 40;
    private const int HeadingReach = 5;
    private readonly TaggedText _text;
    private readonly DateOnly _published;

    public HeadingReader(TaggedText text, DateOnly published)
    {
        _text = text;
        _published = published;
    }

    /// <summary>Why an expression frames the text; null if it does not.</summary>
    public DropReason? Reason(RawTimex raw, Timex timex) =>
        IsSubheading(raw) ? DropReason.Subheading
        : IsStamp(raw, timex) ? DropReason.Stamp
        : IsHours(raw) ? DropReason.Hours
        : IsHeadingHour(raw, timex) ? DropReason.HeadingHour
        : null;

    /// <summary>Two hours without a day ("de 9 h à 12 h") are opening hours.</summary>
    private static bool IsHours(RawTimex raw) => raw.Symbol is SymbolicTime.Clock && raw.Pattern.Values.Length == 2;

    /// <summary>"9h10 – ...", "Mise à jour – 16:50 : ...": an hour that opens its line, or that a colon parts from what follows near the line's head. In a chronicle of days past it dates its line.</summary>
    private bool IsHeadingHour(RawTimex raw, Timex timex)
    {
        if (raw.Symbol is not SymbolicTime.Clock || (timex.Anchor == TimexAnchor.Story && _text.HeadsLine(raw)))
        {
            return false;
        }

        var first = raw.First;
        while (first > 0 && !_text.Tokens[first].LineBefore && raw.First - first <= HeadingReach)
        {
            first--;
        }

        return raw.First == first || (_text.Tokens[first].LineBefore && HasColonAfter(raw.End));
    }

    private bool HasColonAfter(int token)
    {
        for (var i = token; i < Math.Min(token + HeadingReach, _text.Tokens.Count); i++)
        {
            if (_text.Text[_text.Tokens[i].Start] == ':')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A line of its own inside the text, without a verb and without a full stop, heads what follows and reports nothing.</summary>
    private bool IsSubheading(RawTimex raw)
    {
        var number = _text.SentenceAt(raw.First);
        var sentence = _text.Sentences[number];
        return sentence.First > 0 && sentence.StartsParagraph && number + 1 < _text.Sentences.Count && _text.Sentences[number + 1].StartsParagraph
            && _text.Tokens[sentence.End - 1].Kind != TokenKind.Mark
            && sentence.End - sentence.First - (raw.End - raw.First) > EvidenceReader.HeadingWords
            && !_text.CuesOf(number).HasVerb();
    }

    /// <summary>The publication day itself on a short line of the head, an hour behind it there ("mis à jour à 18 h 20"), or a dateline: place, day, dash.</summary>
    private bool IsStamp(RawTimex raw, Timex timex)
    {
        if (raw.First > HeaderTokens || timex.Date is not { Precision: DatePrecision.Day } date || date.First != _published
            || (timex.Anchor != TimexAnchor.None && raw.Symbol is not SymbolicTime.Clock))
        {
            return false;
        }

        var first = raw.First;
        var lines = 0;
        while (first > 0 && !_text.Tokens[first].LineBefore)
        {
            first--;
        }

        if (timex.Anchor != TimexAnchor.None && !_text.Timexes.Exists(other => other.Timex.Anchor == TimexAnchor.None && other.Raw.First >= first && other.Raw.End <= raw.First && IsStamp(other.Raw, other.Timex)))
        {
            return false;
        }

        for (var i = first; i > 0 && lines <= HeaderLines; i--)
        {
            lines += _text.Tokens[i].LineBefore ? 1 : 0;
        }

        var end = raw.End;
        while (end < _text.Tokens.Count && !_text.Tokens[end].LineBefore && end - first <= HeaderTokens)
        {
            end++;
        }

        if (lines > HeaderLines)
        {
            return false;
        }

        var isShort = _text.Tokens[end - 1].End - _text.Tokens[first].Start <= LongestStamp;
        var isSentence = _text.Text[_text.Tokens[end - 1].End - 1] is '.' or '!' or '?' && end - first > 12;
        return (isShort && !isSentence) || HasDashAfter(raw.End);
    }

    private bool HasDashAfter(int token)
    {
        var limit = token < _text.Tokens.Count ? _text.Tokens[token].Start + DatelineReach : 0;
        for (var i = token; i < _text.Tokens.Count && _text.Tokens[i].Start < limit; i++)
        {
            var mark = _text.Text[_text.Tokens[i].Start];
            if (mark is '—' or '–' || (mark == '-' && _text.Tokens[i].SpaceBefore))
            {
                return true;
            }
        }

        return false;
    }
}
