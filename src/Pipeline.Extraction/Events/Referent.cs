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

    /// <summary>The words that the pronoun at <paramref name="token"/> stands for, or null where that is not clear.</summary>
    public static TextSpan? Of(TaggedText text, int token, int sentence)
    {
        var lexicon = text.Pack.Lexicon;
        if (sentence == 0 || !text.Tokens[token + 1].SpaceBefore
            || lexicon.ValueOf(text.Tokens[token], lexicon.Features["<subject-pronoun>"]) is not { } pronoun
            || text.Quotation.Covers(text.Sentences[sentence - 1].First))
        {
            return null;
        }

        var first = text.Sentences[sentence - 1].First;
        var end = EndOfSubject(text, first, sentence - 1);
        return end > first && Agrees(text, first, end, pronoun) ? text.Span(first, end) : null;
    }

    /// <summary>The subject runs up to the first verb, mark or clause word; a date or nothing before it makes no subject.</summary>
    private static int EndOfSubject(TaggedText text, int first, int sentence)
    {
        foreach (var cue in text.CuesOf(sentence))
        {
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
