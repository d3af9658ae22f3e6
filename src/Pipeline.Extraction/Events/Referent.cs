using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>
/// Finds what a pronoun at the head of a sentence stands for: the subject of the sentence before, where gender and number agree.
/// Agreement is data: the classes <c>subject-pronoun</c> and <c>determiner</c> of a pack give each word a string of the genders and numbers it can have.
/// </summary>
internal static class Referent
{
    private const int LongestSubject = 6;

    /// <summary>How many sentences may carry the same pronoun on before its referent is sought in vain.</summary>
    private const int LongestChain = 3;

    /// <summary>A date that opens a sentence takes no more tokens than this.</summary>
    private const int LongestOpening = 10;

    /// <summary>The words that the pronoun at <paramref name="token"/> stands for, or null where that is not clear.</summary>
    public static TextSpan? Of(TaggedText text, int token, int sentence)
    {
        var lexicon = text.Pack.Lexicon;
        if (sentence == 0 || !text.Tokens[token + 1].SpaceBefore
            || lexicon.ValueOf(text.Tokens[token], lexicon.Features["<subject-pronoun>"]) is not { } pronoun)
        {
            return null;
        }

        for (var number = sentence - 1; number >= Math.Max(0, sentence - LongestChain) && !text.Quotation.Covers(text.Sentences[number].First); number--)
        {
            var first = Opening(text, number);
            if (lexicon.ValueOf(text.Tokens[first], lexicon.Features["<subject-pronoun>"]) == pronoun)
            {
                continue;
            }

            var end = EndOfSubject(text, first, number);
            return end > first && Agrees(text, first, end, pronoun) ? text.Span(first, end) : null;
        }

        return null;
    }

    /// <summary>The first word of a sentence, behind a dash and behind a date that a comma parts off ("Dans l'après-midi, Marc Morin a ...").</summary>
    private static int Opening(TaggedText text, int sentence)
    {
        var (first, end) = (text.Sentences[sentence].First, text.Sentences[sentence].End);
        while (first < end - 1 && text.Tokens[first].Kind == TokenKind.Mark)
        {
            first++;
        }

        for (var i = first; i < Math.Min(end - 1, first + LongestOpening); i++)
        {
            if (text.Text[text.Tokens[i].Start] == ',')
            {
                return text.HasTimex(first, i) && !text.CuesOf(sentence).HasVerb(first, i) ? i + 1 : first;
            }
        }

        return first;
    }

    /// <summary>The subject runs up to the first verb, mark or clause word; a date or nothing before it makes no subject.</summary>
    private static int EndOfSubject(TaggedText text, int first, int sentence)
    {
        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.First < first)
            {
                continue;
            }

            if (cue.IsVerb() || cue.Kind == CueKind.Clause)
            {
                return cue.First - first <= LongestSubject && !text.HasTimex(first, cue.First) ? cue.First : first;
            }
        }

        return first;
    }

    private static bool Agrees(TaggedText text, int first, int end, string pronoun)
    {
        var lexicon = text.Pack.Lexicon;
        if (lexicon.ValueOf(text.Tokens[first], lexicon.Features["<determiner>"]) is { } determiner)
        {
            return end - first >= 2 && determiner.Split(' ').Intersect(pronoun.Split(' '), StringComparer.Ordinal).Any();
        }

        for (var i = first; i < end; i++)
        {
            if (text.Tokens[i] is not { Kind: TokenKind.Word, Capital: true } || lexicon.Has(text.Tokens[i], lexicon.Features["<function>"]))
            {
                return false;
            }
        }

        return end - first >= 2 && pronoun.Split(' ').Contains("name", StringComparer.Ordinal);
    }
}
