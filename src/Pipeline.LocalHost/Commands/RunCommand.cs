using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>The host itself: everything from a dropped file to a mail in an inbox, once or until it is ended.</summary>
internal sealed class RunCommand(HostOptions options, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var bench = options.Once
            ? await Workbench.OpenAsync(options, needsMail: true, terminal, cancellationToken)
            : await Workbench.OpenAloneAsync(options, terminal, cancellationToken);

        // Nobody calls the pages of a host that ends at once; the links in its mail still name the usual place.
        var port = options.Once ? options.Port : bench.Ports.Take(options.Port, "pages");
        var site = new Uri($"http://localhost:{port}/");
        var listen = new Uri($"http://127.0.0.1:{(options.Once ? 0 : port)}/");
        var configuration = bench.Configuration(site);
        await using var host = await FunctionHost.StartAsync(configuration, bench.Root, listen, terminal, options.Verbose, cancellationToken);
        try
        {
            return await WorkAsync(bench, host, configuration, site, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Note("Stopping ...");
            return options.Once ? ExitCodes.Interrupted : ExitCodes.Done;
        }
    }

    private async Task<int> WorkAsync(Workbench bench, FunctionHost host, IConfiguration configuration, Uri site, CancellationToken cancellationToken)
    {
        var report = ActivatorUtilities.CreateInstance<ArticleReport>(host.Services);
        host.Blobs.Done = report.ShowAsync;
        host.Blobs.GivenUp = name => terminal.Warn($"{name} could not be read after several tries; it waits on the queue {PoisonQueue.BlobQueue}.");
        if (!options.NoSeeds)
        {
            await DropSeedsAsync(bench.Root, host, cancellationToken);
        }

        host.StartTriggers();
        await terminal.StepAsync("Reading what is in the container articles ...", async () =>
        {
            await host.Blobs.WaitUntilIdleAsync(cancellationToken);
            return null;
        });

        var watch = ActivatorUtilities.CreateInstance<DeliveryWatch>(host.Services);
        var isDelivered = await new DigestRun(host, bench, watch, terminal).RunAsync(configuration["Digest:Recipient"], cancellationToken);
        if (options.Once)
        {
            return isDelivered ? ExitCodes.Done : ExitCodes.Undone;
        }

        bench.Announce(site);
        host.StartTimers();
        terminal.Say($"Pages and machine interfaces are at {site} (health: {site}api/health)");
        terminal.Say($"The next digest is due at {host.Timers.NextRun:yyyy-MM-dd HH:mm} UTC.");
        terminal.Say("Now watching the container articles: drop a file with the command 'drop', or end with Ctrl+C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ExitCodes.Done;
    }

    private async Task DropSeedsAsync(string root, FunctionHost host, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, "seeds");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var drop = ActivatorUtilities.CreateInstance<ArticleDrop>(host.Services);
        var dropped = 0;
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            dropped += await drop.PutIfNewAsync(file, cancellationToken) ? 1 : 0;
        }

        terminal.Note($"{dropped} sample articles dropped from {folder}.");
    }
}
