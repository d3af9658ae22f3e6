using System.Reflection;
using Pipeline.Extraction.Events;
using Pipeline.Extraction.Languages;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction;

/// <summary>All that Pipeline knows of one language: words, patterns and cues, read from the files of <c>src/Languages</c>. Immutable and thread-safe.</summary>
public sealed class LanguagePack
{
    private static readonly Lazy<IReadOnlyList<LanguagePack>> Embedded = new(LoadEmbedded);
    private static readonly Lazy<IReadOnlyList<LanguagePack>> Detectable = new(() => [.. Embedded.Value.Where(pack => !pack.IsVariant)]);

    private readonly int _rank;

    private LanguagePack(PackFiles.Language language, Func<string, Stream?> open)
    {
        var words = PackFiles.Read<PackFiles.LexiconFile>(open, "lexicon.json");
        var patterns = PackFiles.Read<PackFiles.PatternFile>(open, "patterns.json");
        var events = PackFiles.Read<PackFiles.EventFile>(open, "events.json");
        Code = language.Code;
        Name = language.Name;
        _rank = language.Rank;
        NounMarkers = language.NounMarkers;
        Language = language.Code;
        Elisions = language.Elisions;
        StampCues = language.StampCues;
        NumericOrder = NumericDates.Parse(language.DateOrder);
        Cardinals = language.Numerals.Cardinals;
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

    /// <summary>A variant: its language under a code and name of its own, with its own order of day and month. It shares all that is compiled.</summary>
    private LanguagePack(PackFiles.Language own, LanguagePack parent)
    {
        Code = own.Code;
        Name = own.Name;
        _rank = parent._rank;
        NounMarkers = parent.NounMarkers;
        IsVariant = true;
        Elisions = parent.Elisions;
        StampCues = parent.StampCues;
        Language = parent.Language;
        NumericOrder = NumericDates.Parse(own.DateOrder);
        FrequentWords = parent.FrequentWords;
        Cardinals = parent.Cardinals;
        Patterns = parent.Patterns;
        Joins = parent.Joins;
        Lexicon = parent.Lexicon;
        Graph = parent.Graph;
        Automaton = parent.Automaton;
        JoinAutomaton = parent.JoinAutomaton;
        Cues = parent.Cues;
    }

    /// <summary>The packs shipped in this assembly, French and English first; without variants such as <c>en-US</c>, which <see cref="For"/> gives.</summary>
    public static IReadOnlyList<LanguagePack> Shipped => Detectable.Value;

    /// <summary>Code of the pack: ISO 639-1, with a region for a variant: <c>fr</c>, <c>en-US</c>.</summary>
    public string Code { get; }

    /// <summary>ISO 639-1 code of the language: <c>en</c> for <c>en-US</c> too.</summary>
    public string Language { get; }

    /// <summary>The language's own name.</summary>
    public string Name { get; }

    /// <summary>Words as they stand before the apostrophe of an elision (French "l", "qu"); empty where the language elides none.</summary>
    public IReadOnlyList<string> Elisions { get; }

    /// <summary>Where all nouns have a capital (German), the words behind which a capital tells a noun ("der", "im", "eine"); empty elsewhere.</summary>
    public IReadOnlyList<string> NounMarkers { get; }

    /// <summary>Words with which a line that gives the day of publication starts, or goes on behind the day: "published", "by".</summary>
    public IReadOnlyList<string> StampCues { get; }

    /// <summary>The words that numbers are made of, with their values: <c>deux</c> -> 2, <c>cent</c> -> 100.</summary>
    public IReadOnlyDictionary<string, int> Cardinals { get; }

    /// <summary>A variant of another pack: never detected, chosen by name.</summary>
    internal bool IsVariant { get; }

    /// <summary>Order of day and month in dates of digits alone.</summary>
    internal NumericOrder NumericOrder { get; }

    /// <summary>All nouns have a capital (German).</summary>
    internal bool HasCapitalNouns => NounMarkers.Count > 0;

    /// <summary>The words by which the language is told, in small letters without accents: they say nothing of what a text is about.</summary>
    public IReadOnlyList<string> FrequentWords { get; }

    internal Lexicon Lexicon { get; }

    internal IReadOnlyList<Pattern> Patterns { get; }

    internal PatternGraph Graph { get; }

    internal Automaton Automaton { get; }

    /// <summary>What may stand between a day and its hour, by the pattern of <see cref="JoinAutomaton"/>.</summary>
    internal IReadOnlyList<JoinOrder> Joins { get; }

    internal Automaton JoinAutomaton { get; }

    internal CueReader Cues { get; }

    /// <summary>The shipped pack for a language tag (<c>en-US</c>, <c>fr-CH</c>): the variant of that name, else the language's own; null if there is neither.</summary>
    public static LanguagePack? Find(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return Embedded.Value.FirstOrDefault(pack => pack.Code.Equals(tag, StringComparison.OrdinalIgnoreCase))
            ?? (tag.Length < 2 ? null : Shipped.FirstOrDefault(pack => pack.Code.Equals(tag[..2], StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The shipped pack of a language.</summary>
    /// <exception cref="ArgumentException">No pack has that code.</exception>
    public static LanguagePack For(string code) => Embedded.Value.FirstOrDefault(pack => pack.Code == code)
        ?? throw new ArgumentException($"There is no language pack '{code}'. There are: {string.Join(", ", Embedded.Value.Select(pack => pack.Code))}.", nameof(code));

    /// <summary>Reads a pack from its files; <paramref name="open"/> gives the stream of a file name, or null.</summary>
    /// <exception cref="FormatException">A file is missing or wrong; the message says which and where.</exception>
    public static LanguagePack Load(Func<string, Stream?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new LanguagePack(PackFiles.Read<PackFiles.Language>(open, "language.json"), open);
    }

    private static LanguagePack[] LoadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var languages = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith("/language.json", StringComparison.Ordinal))
            .Select(name => PackFiles.Read<PackFiles.Language>(Open(name[..^"/language.json".Length]), "language.json"))
            .ToList();
        var packs = languages.Where(language => language.VariantOf is null).Select(language => new LanguagePack(language, Open(language.Code))).ToList();
        var variants = languages.Where(language => language.VariantOf is not null)
            .Select(language => new LanguagePack(language, packs.First(pack => pack.Code == language.VariantOf)));
        return [.. packs.Concat(variants)
            .OrderBy(pack => pack._rank)
            .ThenBy(pack => pack.Code, StringComparer.Ordinal)];

        Func<string, Stream?> Open(string code) => file => assembly.GetManifestResourceStream(code + "/" + file);
    }
}
