using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>
/// All patterns of a pack as one automaton over token signatures: built as a nondeterministic one, made deterministic state by state
/// when a text first needs it, and from then on one table look-up a token. Finds the longest match; of equal ones the pattern that stands
/// first in the pack. Thread-safe.
/// </summary>
internal sealed class Automaton
{
    private const int Dead = -1;
    private const int Unbuilt = -2;
    private readonly PatternGraph _graph;
    private readonly Lexicon _lexicon;
    private readonly Lock _building = new();
    private readonly Dictionary<string, int> _stateNumbers = new(StringComparer.Ordinal);
    private volatile State[] _states = new State[64];
    private int _stateCount;

    public Automaton(PatternGraph graph, Lexicon lexicon)
    {
        _graph = graph;
        _lexicon = lexicon;
        _ = StateOf(graph.Closure(graph.Starts));
    }

    /// <summary>The longest match that begins at <paramref name="first"/>: the pattern's number and the token after it; pattern -1 if none.</summary>
    public (int Pattern, int End) Match(TokenList tokens, int first)
    {
        var (patterns, end) = MatchAll(tokens, first, tokens.Count);
        return (patterns.Length == 0 ? -1 : patterns[0], end);
    }

    /// <summary>The longest match between two tokens: all patterns that end there, in the order of the pack, and the token after it.</summary>
    public (int[] Patterns, int End) MatchAll(TokenList tokens, int first, int limit)
    {
        var state = _states[0];
        var end = first;
        int[] patterns = [];
        for (var i = first; i < limit; i++)
        {
            ref readonly var token = ref tokens[i];
            var symbol = (token.Signature * 2) + (token.SpaceBefore ? 1 : 0);
            var next = Volatile.Read(ref state.Next[symbol]);
            if (next == Unbuilt)
            {
                next = Build(state, symbol);
            }

            if (next == Dead)
            {
                break;
            }

            state = _states[next];
            if (state.Accepts.Length > 0)
            {
                patterns = state.Accepts;
                end = i + 1;
            }
        }

        return (patterns, end);
    }

    private int Build(State from, int symbol)
    {
        lock (_building)
        {
            var features = _lexicon.FeaturesOf(symbol / 2);
            var targets = _graph.Step(from.Nodes, features, spaceBefore: symbol % 2 == 1);
            var next = targets.Length == 0 ? Dead : StateOf(targets);
            Volatile.Write(ref from.Next[symbol], next);
            return next;
        }
    }

    private int StateOf(int[] nodes)
    {
        var key = string.Join(',', nodes);
        if (_stateNumbers.TryGetValue(key, out var number))
        {
            return number;
        }

        number = _stateCount++;
        if (number == _states.Length)
        {
            var larger = new State[number * 2];
            _states.CopyTo(larger, 0);
            _states = larger;
        }

        var next = new int[_lexicon.SignatureCount * 2];
        Array.Fill(next, Unbuilt);
        _states[number] = new State(nodes, next, _graph.AcceptedBy(nodes));
        _stateNumbers.Add(key, number);
        return number;
    }

    private sealed record State(int[] Nodes, int[] Next, int[] Accepts);
}
