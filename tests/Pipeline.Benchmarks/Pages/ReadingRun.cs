using System.Diagnostics;

namespace Pipeline.Benchmarks.Pages;

/// <summary>Measures how well pages are read: text and day, by the rules of three public collections.</summary>
internal sealed class ReadingRun(PageFolders folders, PageReader reader, TextWriter output, bool tellsMisses)
{
    private readonly List<string> _refused = [];
    private readonly Stopwatch _clock = new();
    private int _pages;

    public void Run()
    {
        output.WriteLine("| pages | rule | pages read | P | R | accuracy | F1 |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        Bodies();
        Pieces();
        Dated();
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"{_pages} pages, {_refused.Count} refused, {_clock.Elapsed.TotalMilliseconds / Math.Max(_pages, 1):0} ms a page."));
        foreach (var page in _refused)
        {
            output.WriteLine($"refused: {page}");
        }
    }

    private void Bodies()
    {
        var score = new Shingles();
        foreach (var (url, html, body) in folders.Bodies())
        {
            var f1 = score.Add(body, Read(url, html).Body);
            Tell(f1 < 0.9, FormattableString.Invariant($"body {f1:0.000} {url}"));
        }

        Row("article-extraction-benchmark", "text, runs of four words", score.Count, () => (score.Precision, score.Recall, null, score.F1));
    }

    private void Pieces()
    {
        var score = new Segments();
        foreach (var (url, html, with, without) in folders.Pieces())
        {
            var misses = score.Add(with, without, Read(url, html).Body);
            Tell(misses.Count > 0, $"pieces {url}\n  {string.Join("\n  ", misses)}");
        }

        Row("trafilatura", "text, pieces", score.Count, () => (score.Precision, score.Recall, score.Accuracy, score.F1));
    }

    private void Dated()
    {
        var score = new Days();
        var byConfidence = new SortedDictionary<string, (int Right, int All)>(StringComparer.Ordinal);
        foreach (var (url, html, day) in folders.Dated())
        {
            var page = Read(url, html);
            var isRight = score.Add(day, page.Day);
            foreach (var key in (string[])[page.Confidence, page.Source])
            {
                var (right, all) = byConfidence.GetValueOrDefault(key);
                byConfidence[key] = (right + (isRight ? 1 : 0), all + 1);
            }

            Tell(!isRight, FormattableString.Invariant($"day {day} got {page.Day:yyyy-MM-dd} {page.Source} {page.Confidence} {url}\n  {page.Evidence}"));
        }

        Row("htmldate", "day", score.Count, () => (score.Precision, score.Recall, score.Accuracy, score.F1));
        foreach (var (key, (right, all)) in byConfidence.Where(_ => score.Count > 0))
        {
            output.WriteLine(FormattableString.Invariant($"| | of these: {key} | {all} | {(double)right / all:0.000} | | | |"));
        }
    }

    private PageText Read(string url, byte[] html)
    {
        _clock.Start();
        var page = reader.Read(html);
        _clock.Stop();
        _pages++;
        if (page.Refusal is { } refusal)
        {
            _refused.Add($"{refusal} {url}");
        }

        return page;
    }

    private void Row(string pages, string rule, int count, Func<(double P, double R, double? Accuracy, double F1)> score)
    {
        if (count > 0)
        {
            var (p, r, accuracy, f1) = score();
            output.WriteLine(FormattableString.Invariant($"| {pages} | {rule} | {count} | {p:0.000} | {r:0.000} | {accuracy:0.000} | **{f1:0.000}** |"));
        }
    }

    private void Tell(bool isMiss, string words)
    {
        if (tellsMisses && isMiss)
        {
            output.WriteLine(words);
        }
    }
}
