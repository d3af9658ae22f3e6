using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Extraction;
using Pipeline.Extraction.Text;

namespace Pipeline.Benchmarks;

/// <summary>Reads the texts to measure on: those of the folder that PIPELINE_EVAL names, or else the seeds.</summary>
internal static partial class CorpusReader
{
    private const string Variable = "PIPELINE_EVAL";
    private static readonly string[] Languages = ["fr", "en"];
    private static readonly string[] Files =
        ["temporal/news.jsonl", "temporal/fr-timebank.jsonl", "temporal/en-wikiwars.jsonl", "wikinews-fr/articles.jsonl"];

    /// <summary>What was read, for the report.</summary>
    public static string Source { get; } = Folder() is null ? $"seeds (`{Variable}` is not set)" : $"texts of `{Variable}`: " + string.Join(", ", Files);

    /// <summary>One corpus a language, French first.</summary>
    public static IReadOnlyList<Corpus> Read()
    {
        var texts = (Folder() is { } folder ? FromFolder(folder) : FromSeeds()).ToList();
        return [.. Languages.Select(language => new Corpus(language,
            [.. texts.Where(text => text.Language == language).Select(text => ToArticle(language, text.Text, text.Day))]))];
    }

    private static string? Folder() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    private static IEnumerable<(string? Language, string Text, DateOnly Day)> FromFolder(string folder) =>
        from file in Files
        from line in File.ReadLines(Path.Combine(folder, file))
        where line.Length > 0
        let article = JsonNode.Parse(line)!
        let day = (string)(article["dct"] ?? article["published"])!
        select ((string?)article["lang"] ?? "fr", (string)article["text"]!, Day(day));

    private static IEnumerable<(string? Language, string Text, DateOnly Day)> FromSeeds()
    {
        var detector = new LanguageDetector(LanguagePack.Shipped);
        return from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "seeds"))
               where Path.GetExtension(file) is ".txt" or ".md"
               orderby file
               let text = Head().Replace(File.ReadAllText(file), "")
               select (detector.Detect(text)?.Code, text, Day(Path.GetFileName(file)));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Article ToArticle(string language, string text, DateOnly day)
    {
        var pack = LanguagePack.For(language);
        using var tokens = Tokenizer.Tokenize(text, pack.Lexicon);
        var sentences = SentenceSplitter.Split(text, tokens, pack)
            .Select(sentence => text[tokens[sentence.First].Start..tokens[sentence.End - 1].End]);
        return new Article(text, day, [.. sentences]);
    }

    /// <summary>Front matter, or a first line that only gives the day: no part of an article's text.</summary>
    [GeneratedRegex(@"\A\s*(---.*?\n---\s|date \d{4}-\d\d-\d\d\s)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
