using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Pipeline.Benchmarks;
using Pipeline.Benchmarks.Pages;

// No option: all in turn, in about two minutes, as a Markdown page. --rounds N: more rounds. --out FILE: writes the page there as well.
// reading --pages FOLDER [--half even|odd|all] [--misses]: how well pages are read, over copies of public collections in FOLDER.
// --bdn: the classes of BenchmarkDotNet, with its own options behind.
if (args is ["--bdn", ..])
{
    var config = DefaultConfig.Instance
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(new PerCharacterColumn("Mchar/s"), new PerCharacterColumn("B/char"));
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Contains("--filter") ? args[1..] : [.. args[1..], "--filter", "*"], config);
    return 0;
}

if (args is ["reading", ..])
{
    if (Option("--pages") is not { } folder)
    {
        Console.Error.WriteLine("Name the folder: reading --pages FOLDER");
        return 1;
    }

    // Days ahead of the drop are doubted, so that the pages are dropped today.
    var pages = new PageReader(TimeProvider.System.GetUtcNow());
    new ReadingRun(new PageFolders(folder, Option("--half") ?? "all"), pages, Console.Out, args.Contains("--misses")).Run();
    return 0;
}

var rounds = Option("--rounds") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 5;
var corpora = CorpusReader.Read();
var (chrono, missing) = ChronoProcess.Start(corpora);
using (chrono)
{
    List<IReadOnlyList<IContender>> contenders = [[Ours.LookUp], [Ours.Tagger], [Ours.Extractor], Recognizers.Modes];
    if (chrono is not null)
    {
        contenders.Add(chrono.Modes);
    }

    var outcomes = new PairedRun(corpora, rounds).Run(contenders);
    var longArticles = corpora.SelectMany(LongArticle.Measure).ToList();
    var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
    var page = new Report(today, corpora, rounds).Write(outcomes, longArticles, missing);
    Console.Write(page);
    if (Option("--out") is { } file)
    {
        File.WriteAllText(file, page);
    }
}

return 0;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
