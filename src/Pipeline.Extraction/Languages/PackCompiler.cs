using Pipeline.Extraction.Events;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>Turns the files of a pack into lexicon and pattern graph. Used once, by one thread.</summary>
internal sealed class PackCompiler
{
    /// <summary>Classes that the event finder asks for by name; a pack without one of them has no member of it.</summary>
    private static readonly string[] AskedFor = ["at-last", "connective", "determiner", "have", "inverted-if", "name-link", "only", "subject-pronoun"];
    private readonly LexiconBuilder _builder = new();
    private readonly Dictionary<string, List<(string[] Words, string? Value)>> _phrases = new(StringComparer.Ordinal);

    public PackCompiler(PackFiles.Language language)
    {
        _builder.Numerals = language.Numerals;
        NumeralJoiner.AddWords(language.Numerals, _builder);
        foreach (var name in AskedFor)
        {
            _builder.Class(name);
        }

        AddClasses(new() { ["abbreviation"] = new() { Words = language.Abbreviations } });
        AddClasses(new() { ["function"] = new() { Words = language.FunctionWords } });
    }

    public PatternGraph Graph { get; } = new();

    public PatternGraph JoinGraph { get; } = new();

    public PatternGraph CueGraph { get; } = new();

    public void AddClasses(Dictionary<string, PackFiles.WordClass> classes)
    {
        foreach (var (name, words) in classes)
        {
            var feature = _builder.Class(name);
            foreach (var (text, value) in words.Values.Select(pair => (pair.Key, (string?)pair.Value)).Concat(words.Words.Select(word => (word, (string?)null))))
            {
                var parts = Parts(text);
                if (parts.Length == 1)
                {
                    _builder.AddWord(text, feature, value, words.Capital && !words.Small.Contains(text, StringComparer.Ordinal));
                    continue;
                }

                if (!_phrases.TryGetValue(name, out var list))
                {
                    _phrases.Add(name, list = []);
                }

                list.Add((parts, value));
                Array.ForEach(parts, part => _builder.Literal(part));
            }
        }
    }

    public Pattern[] AddPatterns(PackFiles.PatternFile file)
    {
        var parser = new PatternParser(Graph, _builder, file.Macros, _phrases);
        return [.. file.Patterns.Select((entry, number) => Compile(parser, entry, number))];
    }

    public JoinOrder[] AddJoins(PackFiles.PatternFile file)
    {
        var parser = new PatternParser(JoinGraph, _builder, file.Macros, _phrases);
        var joins = new List<JoinOrder>();
        foreach (var text in file.DayThenTime.Union(file.TimeThenDay, StringComparer.Ordinal))
        {
            parser.Add(text, joins.Count);
            joins.Add((file.DayThenTime.Contains(text, StringComparer.Ordinal) ? JoinOrder.DayThenTime : 0)
                | (file.TimeThenDay.Contains(text, StringComparer.Ordinal) ? JoinOrder.TimeThenDay : 0));
        }

        return [.. joins];
    }

    public CueKind[] AddCues(PackFiles.EventFile file, Dictionary<string, string> macros)
    {
        var parser = new PatternParser(CueGraph, _builder, macros, _phrases);
        var kinds = new List<CueKind>();
        foreach (var (kind, patterns) in file.Cues)
        {
            foreach (var pattern in patterns)
            {
                parser.Add(pattern, kinds.Count);
                kinds.Add(CueReader.Kind(kind));
            }
        }

        return [.. kinds];
    }

    public Lexicon BuildLexicon() => new(_builder);

    /// <summary>The tokens of a phrase, as the tokenizer will cut it.</summary>
    private static string[] Parts(string text)
    {
        var parts = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var start = i;
            while (Letters.IsLetter(text[start]) && i + 1 < text.Length && Letters.IsLetter(text[i + 1]))
            {
                i++;
            }

            parts.Add(Letters.Fold(text.AsSpan(start, i + 1 - start)));
        }

        return [.. parts];
    }

    private Pattern Compile(PatternParser parser, PackFiles.PatternEntry entry, int number)
    {
        try
        {
            var slots = parser.Add(entry.Match, number);
            return new Pattern
            {
                Id = entry.Id,
                Slots = slots,
                Values = [.. (entry.Values ?? [entry.Value ?? throw new FormatException("no value")]).Select(text => new ValueTemplate(text, slots))],
                IsRange = entry.Range,
                IsTitle = entry.Title,
                OpensLine = entry.OpensLine,
                UnlessBefore = Guards(entry.UnlessBefore),
                UnlessAfter = Guards(entry.UnlessAfter),
                OnlyAfter = Guards(entry.OnlyAfter),
                Examples = [.. entry.Examples.Select(row => row.Length == 3
                    ? new PatternExample(row[0], row[1], row[2])
                    : throw new FormatException("an example is a row of text, publication day and values"))],
            };
        }
        catch (FormatException error)
        {
            throw new FormatException($"Pattern '{entry.Id}': {error.Message}", error);
        }
    }

    private int[] Guards(string[] names) =>
        [.. names.Select(name => name.StartsWith('<') ? _builder.Class(name[1..^1]) : _builder.Literal(name))];
}
