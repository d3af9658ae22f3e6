using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters;
using Pipeline.Functions;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>The frame of a command that works on the stores without running functions.</summary>
internal static class StorageCommand
{
    /// <summary>Opens the storage, runs <paramref name="work"/> with the services on it, and closes what it opened.</summary>
    public static async Task<int> RunAsync(
        HostOptions options, Terminal terminal, Func<IServiceProvider, Workbench, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var bench = await Workbench.OpenAsync(options, terminal, cancellationToken);
        var configuration = bench.Configuration(bench.Site ?? new Uri($"http://localhost:{options.Port}/"));
        await using var services = ServicesOn(configuration).AddSingleton(terminal).AddSingleton(new ReceiptPlace(bench.IsWatched ? bench.Site : null)).BuildServiceProvider();
        await services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(cancellationToken);
        return await work(services, bench);
    }

    private static IServiceCollection ServicesOn(IConfiguration configuration) =>
        new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.None)).AddPipelineFunctions(configuration);
}
