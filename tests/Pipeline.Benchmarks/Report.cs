using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>Writes the page of results in Markdown.</summary>
internal sealed class Report(DateOnly day, IReadOnlyList<Corpus> corpora, int rounds)
{
    private readonly StringBuilder _page = new();

    public string Write(IReadOnlyList<Outcome> outcomes, IReadOnlyList<LongArticleResult> longArticles, string? missing)
    {
        Line("# Benchmarks");
        Line();
        Line($"{day:yyyy-MM-dd}, by `dotnet run -c Release --project tests/Pipeline.Benchmarks -- --out docs/benchmarks.md`.");
        Line($"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}; one thread at work.");
        Line();
        Line($"Read: {CorpusReader.Source} ({string.Join(", ", corpora.Select(corpus => $"{corpus.Language} {corpus.Articles.Count} articles, {corpus.Characters:N0} characters"))}).");
        Line();
        WriteSpeeds(outcomes);
        if (missing is not null)
        {
            Line($"chrono-node took no part: {missing}.");
            Line();
        }

        WriteLongArticles(longArticles);
        return _page.ToString();
    }

    private void WriteSpeeds(IReadOnlyList<Outcome> outcomes)
    {
        Line("## Speed and memory, paired");
        Line();
        Line($"All take turns on the same texts in one run of {rounds} rounds, warm. Speed in million characters a second: median (lowest to highest round).");
        Line("Ratio: how many times as fast as the row the tagger and the extractor are, taken round by round: median (lowest to highest).");
        Line("Peers run in the faster of their modes: Recognizers sentence by sentence, with or without its cache, never on a text it remembers; chrono-node by article or by sentence.");
        Line("\"Words looked up\" only cuts the text into words and looks each up in the lexicon: the practical limit.");
        Line();
        Line("| | | M characters/s | bytes/character | found | tagger is faster by | extractor is faster by |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var language in outcomes.GroupBy(outcome => outcome.Corpus))
        {
            var tagger = language.Single(outcome => outcome.Contender == Ours.Tagger);
            var extractor = language.Single(outcome => outcome.Contender == Ours.Extractor);
            foreach (var outcome in language)
            {
                var bytes = outcome.BytesPerCharacter is { } allocated ? allocated.ToString(allocated < 100 ? "0.00" : "0", CultureInfo.InvariantCulture) : "";
                Line($"| {language.Key.Language} | {outcome.Contender.Name} | {Speed(outcome.Speed)} | {bytes} | {outcome.Samples[^1].FoundPerPass} | {Ratio(tagger, outcome)} | {Ratio(extractor, outcome)} |");
            }
        }

        Line();
    }

    private void WriteLongArticles(IReadOnlyList<LongArticleResult> results)
    {
        Line("## One long article");
        Line();
        Line("The same texts repeated in one article, nothing left out (no limit to the number of events). Time and memory a character must not grow with the length.");
        Line();
        Line("| | million characters | tagging ns/character | bytes/character | extraction ns/character | bytes/character |");
        Line("|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            Line($"| {result.Language} | {result.Megabytes} | {Nanoseconds(result.Tagging):0.0} | {result.Tagging.BytesPerCharacter:0.00} | {Nanoseconds(result.Extraction):0.0} | {result.Extraction.BytesPerCharacter:0.00} |");
        }
    }

    private static double Nanoseconds(Sample sample) => 1e9 / sample.CharactersPerSecond;

    private static string Speed(Figures figures)
    {
        var format = figures.Median < 1e6 ? "0.000" : "0.0";
        return string.Create(CultureInfo.InvariantCulture,
            $"{(figures.Median / 1e6).ToString(format, CultureInfo.InvariantCulture)} ({(figures.Min / 1e6).ToString(format, CultureInfo.InvariantCulture)} to {(figures.Max / 1e6).ToString(format, CultureInfo.InvariantCulture)})");
    }

    private static string Ratio(Outcome ours, Outcome other)
    {
        if (ours == other)
        {
            return "";
        }

        var ratio = ours.RatioTo(other);
        var format = ratio.Median < 20 ? "0.00" : "0";
        return string.Create(CultureInfo.InvariantCulture,
            $"{ratio.Median.ToString(format, CultureInfo.InvariantCulture)} ({ratio.Min.ToString(format, CultureInfo.InvariantCulture)} to {ratio.Max.ToString(format, CultureInfo.InvariantCulture)})");
    }

    private void Line(FormattableString line) => _page.Append(FormattableString.Invariant(line)).Append('\n');

    private void Line(string line = "") => _page.Append(line).Append('\n');
}
