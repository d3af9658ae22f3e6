using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>
/// Whatever call to storage a process dies before or after, and whatever goes wrong on the line, the state at the end is that of a run in which nothing
/// did. Points and seeds are sampled: the variables <c>CRASH_POINTS</c> (a number, <c>all</c>, <c>states</c>: one for each state that storage can be left
/// in, since a death after a call and one before the next leave the same, or the points themselves, <c>kill:after:12,kill:before:40</c>) and
/// <c>FAULT_SEEDS</c> set how many are taken, <c>CRASH_SEED</c> repeats a sample.
/// </summary>
public sealed class CrashTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>
{
    private const string PointsVariable = "CRASH_POINTS";
    private const int DefaultPoints = 6;
    private const int RunsAtOnce = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingest_KilledBeforeOrAfterAnyCall_EndsInTheStateOfARunWithoutACrash()
    {
        var (expected, calls, _) = await RunAsync("none");
        Assert.True(calls > 100, $"{calls} calls are no script.");
        AssertNothingIsLeft(expected);
        var seed = Seed();
        var points = Points(calls, seed);
        Note($"{calls} calls, {points.Count} of {2 * calls} points, seed {seed}");
        await AllEndAsync(points, expected, seed, deaths: 1);
    }

    [Fact]
    public async Task Ingest_WithRefusalsThrottlingLostAndSlowReplies_EndsInTheSameState()
    {
        var (expected, _, _) = await RunAsync("none");
        var seed = Seed();
        var runs = Enumerable.Range(seed, Number("FAULT_SEEDS") ?? 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"faults:{n}")).ToList();
        Note($"{runs.Count} runs from seed {seed}");
        await AllEndAsync(runs, expected, seed, deaths: 0);
    }

    private async Task AllEndAsync(List<string> mischiefs, string expected, int seed, int deaths)
    {
        var done = 0;
        var differences = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(mischiefs, new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = Token }, async (mischief, _) =>
        {
            var (state, _, died) = await RunAsync(mischief);
            if (died != deaths || state != expected)
            {
                var difference = $"{mischief} (seed {seed}), {died} deaths:\n{Difference(expected, state)}";
                differences.Enqueue(difference);
                Note(difference);
            }

            if (Interlocked.Increment(ref done) % 50 == 0)
            {
                Note($"{done} of {mischiefs.Count} runs, {differences.Count} ended otherwise");
            }
        });
        Assert.True(differences.IsEmpty, string.Join("\n\n", differences.Prepend($"{differences.Count} of {mischiefs.Count} runs ended otherwise.").Take(20)));
        Note($"{mischiefs.Count} runs: all in the same state.");
    }

    private static void AssertNothingIsLeft(string state)
    {
        Assert.DoesNotContain($"\n{StorageLayout.OutboxesTable}/", state, StringComparison.Ordinal);
        Assert.DoesNotContain("/outbox ", state, StringComparison.Ordinal);
        Assert.DoesNotContain("/try~", state, StringComparison.Ordinal);
    }

    private async Task<(string State, int Calls, int Deaths)> RunAsync(string mischief)
    {
        var storage = accounts.Take();
        await SetUpAsync(storage);
        await using var ingester = new Ingester(storage, mischief);
        await new CrashScript(storage, ingester).RunAsync();
        var calls = int.Parse(await ingester.DoAsync(new("count")), CultureInfo.InvariantCulture);
        return (await StorageState.ReadAsync(storage, Token), calls, ingester.Deaths);
    }

    private static async Task SetUpAsync(string storage)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        await using var services = new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
    }

    private static List<string> Points(int calls, int seed)
    {
        var all = Enumerable.Range(1, calls).SelectMany(call => new[] { $"kill:before:{call}", $"kill:after:{call}" }).ToArray();
        var wanted = Environment.GetEnvironmentVariable(PointsVariable);
        if (wanted == "states")
        {
            return [all[0], .. all.Where(point => point.StartsWith("kill:after:", StringComparison.Ordinal))];
        }

        if (wanted?.StartsWith("kill:", StringComparison.Ordinal) == true)
        {
            return [.. wanted.Split(',')];
        }

        if (wanted != "all")
        {
            new Random(seed).Shuffle(all);
            all = all[..Math.Min(all.Length, Number(PointsVariable) ?? DefaultPoints)];
        }

        return [.. all];
    }

    private static int Seed() => Number("CRASH_SEED") ?? Environment.TickCount & 0xFFFF;

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Note(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    // As often as they stand there: a line too many is a difference too.
    private static string Difference(string expected, string state)
    {
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, sign) in new[] { (expected, -1), (state, 1) })
        {
            foreach (var line in text.Split('\n'))
            {
                count[line] = count.GetValueOrDefault(line) + sign;
            }
        }

        return string.Join('\n', count.Where(line => line.Value != 0).OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => $"{line.Value:+0;-0} {line.Key}"));
    }
}
