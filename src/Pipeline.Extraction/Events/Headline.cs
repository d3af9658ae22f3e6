using System.Text;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Makes a line of at most 120 characters from the evidence: without its date at the head, on one line, cut between words.</summary>
internal static class Headline
{
    private const int MaxCharacters = 120;

    public static string Of(TaggedText text, EventCandidate candidate)
    {
        var first = candidate.EvidenceFirst;
        var end = candidate.EvidenceEnd;
        if (candidate.Raw.MatchFirst - first <= 1 && candidate.End < end && IsPause(text, candidate.End))
        {
            first = candidate.End;
        }

        while (first < end - 1 && IsLoose(text, first))
        {
            first++;
        }

        while (end - 1 > first && (IsTrailing(text, end - 1) || text.Pack.Lexicon.Has(text.Tokens[end - 1], text.Pack.Lexicon.Features["<connective>"])))
        {
            end--;
        }

        var line = OneLine(text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[end - 1].End - text.Tokens[first].Start));
        if (first + 1 < end && Referent.Of(text, first, candidate.Sentence) is { } referent)
        {
            line = OneLine(referent) + " " + OneLine(text.Text.AsSpan(text.Tokens[first + 1].Start, text.Tokens[end - 1].End - text.Tokens[first + 1].Start));
        }

        line = char.ToUpperInvariant(line[0]) + line[1..];
        return line.Length <= MaxCharacters ? line : Cut(line);
    }

    private static bool IsLoose(TaggedText text, int token) =>
        (text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is not ('«' or '"' or '“' or '„' or '('))
        || text.Pack.Lexicon.Has(text.Tokens[token], text.Pack.Lexicon.Features["<connective>"]);

    /// <summary>The date stands before the sentence proper: "Hier, ...", "27 mai. ...".</summary>
    private static bool IsPause(TaggedText text, int token) =>
        text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is ',' or '.' or ':' or '–' or '—';

    private static bool IsTrailing(TaggedText text, int token) =>
        text.Tokens[token].Kind == TokenKind.Mark && text.Text[text.Tokens[token].Start] is '.' or ',' or ';' or ':' or '–' or '—' or '-';

    private static string OneLine(ReadOnlySpan<char> words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (c is '\u00a0' or '\u202f' || !char.IsWhiteSpace(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString();
    }

    private static string Cut(string line)
    {
        var space = line.LastIndexOf(' ', MaxCharacters - 2);
        var end = space > MaxCharacters / 2 ? space : MaxCharacters - 1;
        if (char.IsHighSurrogate(line[end - 1]))
        {
            end--;
        }

        return line[..end].TrimEnd(' ', ',', ';', ':', '\u00a0') + "…";
    }
}
