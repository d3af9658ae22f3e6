using System.Reflection;
using Pipeline.Extraction.Events;
using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction;

/// <summary>All that Pipeline knows of one language: words, patterns and cues, read from the files of <c>src/Languages</c>. Immutable and thread-safe.</summary>
public sealed class LanguagePack
{
    private static readonly Lazy<IReadOnlyList<LanguagePack>> Embedded = new(LoadEmbedded);

    private LanguagePack(Func<string, Stream?> open)
    {
        var language = PackFiles.Read<PackFiles.Language>(open, "language.json");
        var words = PackFiles.Read<PackFiles.LexiconFile>(open, "lexicon.json");
        var patterns = PackFiles.Read<PackFiles.PatternFile>(open, "patterns.json");
        var events = PackFiles.Read<PackFiles.EventFile>(open, "events.json");
        Code = language.Code;
        Name = language.Name;
        DayFirst = language.DateOrder == "dmy";
        FrequentWords = [.. language.FunctionWords.Concat(language.CommonWords).Select(word => Letters.Fold(word)).Distinct(StringComparer.Ordinal)];
        var compiler = new PackCompiler(language);
        compiler.AddClasses(words.Classes);
        compiler.AddClasses(events.Classes);
        Patterns = compiler.AddPatterns(patterns);
        Joins = compiler.AddJoins(patterns);
        var cueKinds = compiler.AddCues(events, patterns.Macros);
        Lexicon = compiler.BuildLexicon();
        Graph = compiler.Graph;
        Automaton = new Automaton(compiler.Graph, Lexicon);
        JoinAutomaton = new Automaton(compiler.JoinGraph, Lexicon);
        Cues = new CueReader(events, cueKinds, new Automaton(compiler.CueGraph, Lexicon));
    }

    /// <summary>The packs shipped in this assembly, French and English first.</summary>
    public static IReadOnlyList<LanguagePack> Shipped => Embedded.Value;

    /// <summary>ISO 639-1 code: <c>fr</c>.</summary>
    public string Code { get; }

    /// <summary>The language's own name.</summary>
    public string Name { get; }

    internal bool DayFirst { get; }

    /// <summary>The words by which the language is told, in lower case.</summary>
    internal IReadOnlyList<string> FrequentWords { get; }

    internal Lexicon Lexicon { get; }

    internal IReadOnlyList<Pattern> Patterns { get; }

    internal PatternGraph Graph { get; }

    internal Automaton Automaton { get; }

    /// <summary>What may stand between a day and its hour, by the pattern of <see cref="JoinAutomaton"/>.</summary>
    internal IReadOnlyList<JoinOrder> Joins { get; }

    internal Automaton JoinAutomaton { get; }

    internal CueReader Cues { get; }

    /// <summary>The shipped pack of a language.</summary>
    /// <exception cref="ArgumentException">No pack has that code.</exception>
    public static LanguagePack For(string code) => Shipped.FirstOrDefault(pack => pack.Code == code)
        ?? throw new ArgumentException($"There is no language pack '{code}'. There are: {string.Join(", ", Shipped.Select(pack => pack.Code))}.", nameof(code));

    /// <summary>Reads a pack from its files; <paramref name="open"/> gives the stream of a file name, or null.</summary>
    /// <exception cref="FormatException">A file is missing or wrong; the message says which and where.</exception>
    public static LanguagePack Load(Func<string, Stream?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new LanguagePack(open);
    }

    private static LanguagePack[] LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var codes = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith("/language.json", StringComparison.Ordinal))
            .Select(name => name[..^"/language.json".Length]);
        return [.. codes.Select(code => Load(file => assembly.GetManifestResourceStream(code + "/" + file)))
            .OrderBy(pack => Array.IndexOf(["fr", "en"], pack.Code) is var rank and >= 0 ? rank : 2)
            .ThenBy(pack => pack.Code, StringComparer.Ordinal)];
    }
}
