using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Tells whether what stands behind a border can stand alone as a clause.</summary>
internal static class ClauseStart
{
    /// <summary>The first word behind <paramref name="token"/> that is no connective.</summary>
    public static int After(TaggedText text, int token, int end)
    {
        var connective = text.Pack.Lexicon.Features["<connective>"];
        while (token < end && text.Pack.Lexicon.Has(text.Tokens[token], connective))
        {
            token++;
        }

        return token;
    }

    /// <summary>A subject begins here: a pronoun, an article, or a name; a date is none.</summary>
    public static bool IsSubject(TaggedText text, int token, int end)
    {
        if (token >= end || text.HasTimex(token, Math.Min(token + 2, end)))
        {
            return false;
        }

        var lexicon = text.Pack.Lexicon;
        return text.Tokens[token].Capital
            || lexicon.Has(text.Tokens[token], lexicon.Features["<subject-pronoun>"]) || lexicon.Has(text.Tokens[token], lexicon.Features["<determiner>"]);
    }

    /// <summary>The first cue behind a token is a verb: the clause that begins there is not interrupted before its verb.</summary>
    public static bool HasVerbNext(TaggedText text, int sentence, int token)
    {
        foreach (var cue in text.CuesOf(sentence))
        {
            if (cue.First >= token)
            {
                return cue.IsVerb();
            }
        }

        return false;
    }

    /// <summary>A comma, colon, dash or semicolon; brackets and quotation marks set in what belongs to the clause around them.</summary>
    public static bool IsBorderMark(TaggedText text, Cue border) =>
        text.Tokens[border.First].Kind == TokenKind.Mark && text.Text[text.Tokens[border.First].Start] is ',' or ';' or ':' or '–' or '—';
}
