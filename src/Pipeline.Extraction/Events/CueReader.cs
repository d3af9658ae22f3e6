using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Events;

/// <summary>Finds the cues of a stretch of tokens: by the pack's patterns, and verbs by their endings. Thread-safe.</summary>
internal sealed class CueReader
{
    private const int ShortestVerb = 4;

    /// <summary>Words that may stand between an auxiliary and its participle.</summary>
    private const int MaxGap = 2;

    /// <summary>A semicolon parts like several commas.</summary>
    private const int StrongBorders = 4;

    private readonly CueKind[] _kinds;
    private readonly Automaton _automaton;
    private readonly (string Ending, CueKind Kind)[] _endings;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _noVerbs;

    public CueReader(PackFiles.EventFile file, CueKind[] kinds, Automaton automaton)
    {
        _kinds = kinds;
        _automaton = automaton;
        _endings = [.. file.Endings.SelectMany(pair => pair.Value.Select(ending => (ending, Kind(pair.Key))))
            .OrderByDescending(pair => pair.ending.Length)];
        _noVerbs = new HashSet<string>(file.NoVerbs, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <exception cref="FormatException">No kind has that name.</exception>
    public static CueKind Kind(string name) => Enum.TryParse<CueKind>(name, ignoreCase: true, out var kind)
        ? kind
        : throw new FormatException($"'{name}' is no kind of cue. There are: {string.Join(", ", Enum.GetNames<CueKind>())}.");

    /// <summary>Reads the cues of sentence number <paramref name="number"/> into <paramref name="cues"/>, in the order of the text.</summary>
    public void Read(string text, TokenList tokens, int number, Sentence sentence, CueList cues)
    {
        cues.Begin(number);
        var borders = 0;
        for (var i = sentence.First; i < sentence.End;)
        {
            var (pattern, stop) = _automaton.Match(tokens, i);
            var isCue = pattern >= 0 && stop <= sentence.End;
            stop = isCue ? stop : i + 1;
            if ((isCue ? _kinds[pattern] : KindOf(text, tokens[i])) is { } kind)
            {
                borders += kind != CueKind.Clause ? 0 : text[tokens[i].Start] == ';' ? StrongBorders : 1;
                cues.Add(number, new Cue(stop - i == 1 ? Compound(cues.Of(number), kind, i) : kind, i, stop) { Borders = borders });
            }

            i = stop;
        }
    }

    private CueKind? KindOf(string text, in Token token) =>
        token.Kind == TokenKind.Mark && text[token.Start] is ',' or ';' or ':' or '(' or ')' or '–' or '—' or '«' or '»'
            ? CueKind.Clause
            : VerbOf(text, token);

    /// <summary>A participle takes the tense of its auxiliary: "seront célébrées" is future.</summary>
    private static CueKind Compound(ReadOnlySpan<Cue> cues, CueKind kind, int at) =>
        kind == CueKind.Past && cues.Length > 0 && cues[^1] is { Kind: CueKind.Future or CueKind.Conditional } auxiliary && at - auxiliary.End <= MaxGap
            ? auxiliary.Kind
            : kind;

    private CueKind? VerbOf(string text, in Token token)
    {
        if (token.Kind != TokenKind.Word || token.Capital || token.End - token.Start < ShortestVerb)
        {
            return null;
        }

        var word = text.AsSpan(token.Start, token.End - token.Start);
        foreach (var (ending, kind) in _endings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return _noVerbs.Contains(word) ? null : kind;
            }
        }

        return null;
    }
}
