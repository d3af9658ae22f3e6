using System.Globalization;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Events;
using Pipeline.Functions;
using Pipeline.LocalHost.Replay;
using Pipeline.Stories;
using Pipeline.Testing;
using Pipeline.Testing.Filling;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The sample articles through the whole path, in memory and on the emulator. SHUFFLES=N sets how many orders of arrival are tried on the emulator (2).</summary>
public sealed class ReplayTests(StorageAccounts accounts)
{
    private const double SamePairs = 0.98;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_OnTheEmulator_TellsWhatItTellsInMemory()
    {
        var memory = await ReplayAsync(storage: null);
        var emulator = await ReplayAsync(accounts.Take());

        Assert.Equal(DigestsOf(memory), DigestsOf(emulator));
        Assert.Equal(EventsOf(memory), EventsOf(emulator));
        Assert.Contains(memory.Digests, digest => digest.Model?.News.Any(item => item.IsUpdated) == true);
    }

    [Fact]
    public async Task Replay_InOtherOrdersAndEightAtOnce_LosesAndDoublesNothing()
    {
        var shuffles = int.Parse(Environment.GetEnvironmentVariable("SHUFFLES") ?? "2", CultureInfo.InvariantCulture);
        var expected = EventsOf(await ReplayAsync(storage: null));
        var mentions = MentionsOf(expected);
        for (var seed = 1; seed <= shuffles; seed++)
        {
            var found = EventsOf(await ReplayAsync(accounts.Take(), seed, atOnce: seed % 2 == 0 ? 1 : 8));

            Assert.Equal(mentions, MentionsOf(found));
            var same = PairF1(expected, found);
            TestContext.Current.TestOutputHelper?.WriteLine($"order {seed}: pair F1 {same:F3}");
            Assert.True(same >= SamePairs, $"Order {seed}: pair F1 {same:F3}.\n{string.Join('\n', found.Except(expected))}");
        }
    }

    [Fact]
    public async Task Project_WithManyMoreEventsStored_CostsAsManyCalls()
    {
        using var counter = new CountingHandler();
        using var client = new HttpClient(counter);
        var storage = accounts.Take();
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        await using var services = new ServiceCollection().AddLogging().AddPipelineFunctions(configuration)
            .AddSingleton(new TableServiceClient(storage, new TableClientOptions { Transport = new HttpClientTransport(client) })).BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
        var projection = services.GetRequiredService<IEventProjection>();

        // With the first stories stored, every look-up finds as many candidates as it ever will.
        await CallsAsync(0, 40);
        var few = await CallsAsync(40, 15);
        await CallsAsync(55, 95);
        var many = await CallsAsync(150, 15);

        TestContext.Current.TestOutputHelper?.WriteLine($"{few} and {many} calls an article");
        Assert.InRange(many, 0, few * 1.1);
        Assert.InRange(few, 10, 80);

        async Task<double> CallsAsync(int first, int count)
        {
            var before = counter.Count;
            for (var number = first; number < first + count; number++)
            {
                var (article, events) = SyntheticNews.Of(number);
                await projection.ProjectAsync(article, 1, events, Token);
            }

            return (counter.Count - before) / (double)count;
        }
    }

    [Fact]
    public async Task Fill_WithNewsMergedInMemory_LeavesTheRowsOfTheRealPath()
    {
        const int Articles = 40;
        var time = new StoppedClock();
        var (real, filled) = (accounts.Take(), accounts.Take());
        await using var realServices = ServicesOn(real, time);
        await realServices.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
        for (var number = 0; number < Articles; number++)
        {
            var (article, events) = SyntheticNews.Of(number);
            await realServices.GetRequiredService<IEventProjection>().ProjectAsync(article, 1, events, Token);
        }

        await using var filledServices = ServicesOn(filled, time);
        await filledServices.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
        using var fill = new NewsFill(time);
        foreach (var (first, end) in new[] { (0, Articles / 2), (Articles / 2, Articles) })
        {
            await fill.ProjectAsync(first, end, Token);
            await fill.CopyAsync(filledServices.GetRequiredService<IStoryStore>(), filledServices.GetRequiredService<IEventStore>(), Token);
        }

        var expected = await RowsOfAsync(real);
        Assert.Equal(expected, await RowsOfAsync(filled));
        Assert.InRange(expected.Count, Articles * 10, int.MaxValue);
    }

    private static ServiceProvider ServicesOn(string storage, TimeProvider time)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        return new ServiceCollection().AddLogging().AddPipelineFunctions(configuration).AddSingleton(time).BuildServiceProvider();
    }

    // Every row of every table but for what differs with each write.
    private static async Task<List<string>> RowsOfAsync(string storage)
    {
        string[] ofWrite = ["odata.etag", "Timestamp", "Op"];
        var tables = new TableServiceClient(storage);
        var rows = new List<string>();
        await foreach (var table in tables.QueryAsync(cancellationToken: Token))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: Token))
            {
                var own = row.Where(property => !ofWrite.Contains(property.Key)).OrderBy(property => property.Key, StringComparer.Ordinal)
                    .Select(property => $"{property.Key}={(property.Value is byte[] bytes ? Convert.ToBase64String(bytes) : property.Value)}");
                rows.Add($"{table.Name} {string.Join(' ', own)}");
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<ReplayResult> ReplayAsync(string? storage, int? seed = null, int atOnce = 1)
    {
        var request = new ReplayRequest(new DirectoryInfo(Path.Combine(Pipeline.Testing.Repository.Root, "seeds")), Days: null, Mentions: null, storage)
        {
            AtOnce = atOnce,
            Reorder = seed is { } number ? articles => Shuffled(articles, number) : null,
        };
        await using var run = await ReplayRun.OpenAsync(request, Token);
        return await run.RunAsync(Token);
    }

    private static ReplayArticle[] Shuffled(IReadOnlyList<ReplayArticle> articles, int seed)
    {
        ReplayArticle[] order = [.. articles];
        new Random(seed).Shuffle(order);
        return order;
    }

    private static List<string> DigestsOf(ReplayResult result) =>
        [.. result.Digests.Select(digest => $"{digest.After:yyyy-MM-dd} {digest.Variant?.Subject} {string.Join(' ', (digest.Model?.News ?? []).Select(item => item.Event.Id.Value).Order(StringComparer.Ordinal))}")];

    // An event a line: its reports.
    private static List<string> EventsOf(ReplayResult result) =>
        [.. result.Stories.SelectMany(story => story.Events.Select(told => string.Join(' ', told.Mentions.Select(mention => mention.Id).Order(StringComparer.Ordinal)))).Order(StringComparer.Ordinal)];

    private static List<string> MentionsOf(List<string> events) => [.. events.SelectMany(mentions => mentions.Split(' ')).Order(StringComparer.Ordinal)];

    private static double PairF1(List<string> expected, List<string> found)
    {
        var (one, other) = (PairsOf(expected), PairsOf(found));
        return 2.0 * one.Intersect(other).Count() / (one.Count + other.Count);
    }

    private static HashSet<(string One, string Other)> PairsOf(List<string> events) =>
        [.. events.Select(mentions => mentions.Split(' ')).SelectMany(mentions => mentions.SelectMany((one, i) => mentions.Skip(i + 1).Select(other => (one, other))))];

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    }
}
