using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>
/// Whatever call to storage a process dies before or after, and whatever goes wrong on the line, the state at the end is that of a run in which nothing
/// did. Points are sampled; the variable <c>CRASH_POINTS</c> sets another number of them, or <c>all</c>.
/// </summary>
public sealed class CrashTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>
{
    private const int DefaultPoints = 6;
    private const int RunsAtOnce = 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingest_KilledBeforeOrAfterAnyCall_EndsInTheStateOfARunWithoutACrash()
    {
        var (expected, calls, _) = await RunAsync("none");
        Assert.True(calls > 100, $"{calls} calls are no script.");
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls, seed {seed}");
        var points = Points(calls, seed);
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = Token }, async (point, _) =>
        {
            var (state, _, deaths) = await RunAsync(point);
            Assert.True(deaths == 1, $"{point} (seed {seed}): {deaths} deaths");
            Assert.True(state == expected, $"{point} (seed {seed}):\n{Difference(expected, state)}");
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{points.Count} of {2 * calls} points: same state.");
    }

    [Fact]
    public async Task Ingest_WithRefusalsThrottlingLostAndSlowReplies_EndsInTheSameState()
    {
        var (expected, _, _) = await RunAsync("none");
        var seed = Environment.TickCount & 0xFFFF;
        var mischief = string.Create(CultureInfo.InvariantCulture, $"faults:{seed}");
        var (state, _, deaths) = await RunAsync(mischief);
        Assert.Equal(0, deaths);
        Assert.True(state == expected, $"{mischief}:\n{Difference(expected, state)}");
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
        var wanted = Environment.GetEnvironmentVariable("CRASH_POINTS");
        if (wanted == "all")
        {
            return [.. all];
        }

        new Random(seed).Shuffle(all);
        return [.. all.Take(wanted is null ? DefaultPoints : int.Parse(wanted, CultureInfo.InvariantCulture))];
    }

    private static string Difference(string expected, string state)
    {
        var (wanted, found) = (expected.Split('\n'), state.Split('\n'));
        return string.Join('\n', wanted.Except(found).Select(line => "- " + line).Concat(found.Except(wanted).Select(line => "+ " + line)).Append($"{wanted.Length} lines, {found.Length} found"));
    }
}
