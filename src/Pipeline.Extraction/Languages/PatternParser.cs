using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>
/// Reads the notation of <c>patterns.json</c> into the pattern graph. A pattern is a row of elements:
/// a word or mark stands for itself; <c>&lt;class&gt;</c> or <c>&lt;class:slot&gt;</c> for a member of a word class, kept under the name of the slot;
/// <c>(a|b c)</c> for a choice; <c>?</c> makes the element before it optional; <c>@name</c> inserts a macro; <c>~</c> demands that no white
/// space stands before the next token; <c>[ ]</c> bounds an expression inside its context (several are numbered in their order).
/// </summary>
internal sealed class PatternParser
{
    private readonly PatternGraph _graph;
    private readonly LexiconBuilder _lexicon;
    private readonly IReadOnlyDictionary<string, string> _macros;
    private readonly IReadOnlyDictionary<string, List<(string[] Words, string? Value)>> _phrases;
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private string _text = "";
    private int _position;
    private int _spans;

    public PatternParser(
        PatternGraph graph,
        LexiconBuilder lexicon,
        IReadOnlyDictionary<string, string> macros,
        IReadOnlyDictionary<string, List<(string[] Words, string? Value)>> phrases)
    {
        _graph = graph;
        _lexicon = lexicon;
        _macros = macros;
        _phrases = phrases;
    }

    /// <summary>Adds pattern number <paramref name="pattern"/> to the graph and returns its slots by name.</summary>
    /// <exception cref="FormatException">The notation is broken; the message shows where.</exception>
    public IReadOnlyDictionary<string, int> Add(string text, int pattern)
    {
        _text = Expand(text, 0);
        _position = 0;
        _spans = 0;
        _slots.Clear();
        var tree = ReadChoice();
        if (_position < _text.Length)
        {
            throw Broken("unexpected character");
        }

        _graph.Starts.Add(tree(_graph.AddAccept(pattern)));
        return new Dictionary<string, int>(_slots, StringComparer.Ordinal);
    }

    private string Expand(string text, int depth)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
            {
                end++;
            }

            if (depth > 8 || !_macros.TryGetValue(text[(at + 1)..end], out var macro))
            {
                throw new FormatException($"Pattern '{text}' uses the unknown or circular macro '{text[at..end]}'.");
            }

            text = text[..at] + "(" + Expand(macro, depth + 1) + ")" + text[end..];
            at = text.IndexOf('@', at);
        }

        return text;
    }

    /// <summary>a|b|c: a function from the node that follows to the node that begins.</summary>
    private Func<int, int> ReadChoice()
    {
        var choices = new List<Func<int, int>> { ReadSequence() };
        while (_position < _text.Length && _text[_position] == '|')
        {
            _position++;
            choices.Add(ReadSequence());
        }

        return choices.Count == 1 ? choices[0] : next => _graph.AddFree([.. choices.Select(choice => choice(next))]);
    }

    private Func<int, int> ReadSequence()
    {
        var parts = new List<Func<int, int>>();
        while (true)
        {
            SkipBlanks();
            if (_position >= _text.Length || _text[_position] is '|' or ')' or ']')
            {
                break;
            }

            var part = ReadElement();
            SkipBlanks();
            if (_position < _text.Length && _text[_position] == '?')
            {
                _position++;
                var inner = part;
                part = next => _graph.AddFree([inner(next), next]);
            }

            parts.Add(part);
        }

        return next => parts.AsEnumerable().Reverse().Aggregate(next, (node, part) => part(node));
    }

    private Func<int, int> ReadElement()
    {
        switch (_text[_position])
        {
            case '(':
                _position++;
                var inner = ReadChoice();
                Expect(')');
                return inner;
            case '[':
                _position++;
                var span = ++_spans;
                var expression = ReadChoice();
                Expect(']');
                return next => _graph.AddFree([expression(_graph.AddFree([next], -span))], span);
            case '~':
                _position++;
                return ReadToken(PatternGraph.Glue.Close);
            default:
                return ReadToken(PatternGraph.Glue.Any);
        }
    }

    private Func<int, int> ReadToken(PatternGraph.Glue glue)
    {
        if (_text[_position] == '<')
        {
            return ReadClass(glue);
        }

        var start = _position++;
        if (Letters.IsLetter(_text[start]))
        {
            while (_position < _text.Length && Letters.IsLetter(_text[_position]))
            {
                _position++;
            }
        }

        var feature = _lexicon.Literal(_text[start.._position]);
        return next => _graph.AddTest(feature, glue, next);
    }

    private Func<int, int> ReadClass(PatternGraph.Glue glue)
    {
        var end = _text.IndexOf('>', _position);
        if (end < 0)
        {
            throw Broken("'<' without '>'");
        }

        var inside = _text[(_position + 1)..end];
        _position = end + 1;
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? inside : inside[..colon];
        var slot = Slot(colon < 0 ? inside : inside[(colon + 1)..]);
        if (name == "any")
        {
            return next => _graph.AddTest(PatternGraph.Node.Any, glue, next);
        }

        if (!_lexicon.FeatureNames.ContainsKey("<" + name + ">") && !_phrases.ContainsKey(name))
        {
            throw Broken($"unknown class '{name}'");
        }

        var feature = _lexicon.Class(name);
        var phrases = _phrases.TryGetValue(name, out var found) ? found : [];
        return next =>
        {
            var starts = new List<int> { _graph.AddTest(feature, glue, next, slot) };
            foreach (var (words, value) in phrases)
            {
                var node = next;
                for (var i = words.Length - 1; i >= 0; i--)
                {
                    var isLast = i == words.Length - 1;
                    node = _graph.AddTest(
                        _lexicon.Literal(words[i]), i == 0 ? glue : PatternGraph.Glue.Any, node, isLast ? slot : -1, isLast ? value ?? "" : null);
                }

                starts.Add(node);
            }

            return starts.Count == 1 ? starts[0] : _graph.AddFree([.. starts]);
        };
    }

    private int Slot(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            _slots.Add(name, slot = _slots.Count);
        }

        return slot;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }
    }

    private void Expect(char c)
    {
        if (_position >= _text.Length || _text[_position] != c)
        {
            throw Broken($"'{c}' expected");
        }

        _position++;
    }

    private FormatException Broken(string why) => new($"Pattern '{_text}', character {_position}: {why}.");
}
