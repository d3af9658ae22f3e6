using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Readiness;
using Pipeline.Adapters.Tests.Crash;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Readiness;

public sealed class AppReadinessTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_AllThere_EachCheckIsNamedAndKnockedAtOnceInAWhile()
    {
        await using var server = new SmtpSink();
        await using var services = await ServicesAsync(accounts.Take(), server.Port);
        var readiness = services.GetRequiredService<AppReadiness>();

        var report = await readiness.RunAsync(Token);

        Assert.True(report.IsReady);
        Assert.Equal(["blobs", "tables", "queues", "smtp"], report.Checks.Select(check => check.Name));
        Assert.Same(report, await readiness.RunAsync(Token));
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Ready_NoMailServerSet_IsNotLookedAt()
    {
        await using var services = await ServicesAsync(accounts.Take(), smtp: null);

        Assert.Equal(["blobs", "tables", "queues"], (await services.GetRequiredService<AppReadiness>().RunAsync(Token)).Checks.Select(check => check.Name));
    }

    [Fact]
    public async Task Ready_OneThingAway_IsTheOneThatIsNamed()
    {
        var storage = accounts.Take();
        await using (var services = await ServicesAsync(storage, LoopbackPort.FindFree()))
        {
            Assert.Equal([("smtp", ReadinessProblem.Unreachable)], await ProblemsAsync(services));
        }

        await new TableServiceClient(storage).DeleteTableAsync(StorageLayout.ArticlesTable, Token);
        await using (var services = Services(storage, smtp: null))
        {
            Assert.Equal([("tables", ReadinessProblem.Missing)], await ProblemsAsync(services));
        }

        await new BlobServiceClient(storage).DeleteBlobContainerAsync(StorageLayout.ArticlesContainer, cancellationToken: Token);
        await new QueueServiceClient(storage).DeleteQueueAsync(StorageLayout.DeliveriesQueue, Token);
        await using (var services = Services(storage, smtp: null))
        {
            Assert.Equal(
                [("blobs", ReadinessProblem.Missing), ("tables", ReadinessProblem.Missing), ("queues", ReadinessProblem.Missing)], await ProblemsAsync(services));
        }
    }

    [Fact]
    public async Task Ready_AKeyThatIsNotTheAccounts_IsForbidden()
    {
        await using var services = Services(accounts.Take().Replace("AccountKey=a2V5", "AccountKey=b3RoZXI=", StringComparison.Ordinal), smtp: null);

        Assert.Equal(
            [("blobs", ReadinessProblem.Forbidden), ("tables", ReadinessProblem.Forbidden), ("queues", ReadinessProblem.Forbidden)], await ProblemsAsync(services));
    }

    [Fact]
    public async Task Ready_AServerThatTakesTheLineAndIsSilent_IsSaidWithinSeconds()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await using var services = await ServicesAsync(accounts.Take(), ((System.Net.IPEndPoint)silent.LocalEndpoint).Port);

        var report = await services.GetRequiredService<AppReadiness>().RunAsync(Token);

        var smtp = report.Checks[^1];
        Assert.Equal(ReadinessProblem.TooSlow, smtp.Problem);
        Assert.InRange(smtp.Milliseconds, 4_000, 15_000);
    }

    private static async Task<List<(string, ReadinessProblem?)>> ProblemsAsync(ServiceProvider services) =>
        [.. (await services.GetRequiredService<AppReadiness>().RunAsync(Token)).Checks.Where(check => check.Problem is not null).Select(check => (check.Name, check.Problem))];

    private static async Task<ServiceProvider> ServicesAsync(string storage, int? smtp)
    {
        var services = Services(storage, smtp);
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
        return services;
    }

    private static ServiceProvider Services(string storage, int? smtp)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        if (smtp is { } port)
        {
            configuration["Smtp:Host"] = "127.0.0.1";
            configuration["Smtp:Port"] = $"{port}";
            configuration["Smtp:Security"] = "none";
        }

        return new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration).BuildServiceProvider();
    }
}
