using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Commands;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Worker;

/// <summary>Runs the functions as it was ordered: everything from a dropped file to a mail in an inbox, once or until it is ended.</summary>
internal sealed class Worker(WorkerOrder order, Action<IServiceCollection> extend, Terminal terminal)
{
    private const string DigestFunction = "SendDigest";
    private const string IngestFunction = "IngestArticle";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(order.Settings).Build();
        using var traces = order.TraceFile is { } path ? new TraceFile(path) : null;
        await using var host = await FunctionHost.StartAsync(configuration, order, extend, terminal, cancellationToken);
        try
        {
            return await WorkAsync(host, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return order.Once ? ExitCodes.Interrupted : ExitCodes.Done;
        }
    }

    private async Task<int> WorkAsync(FunctionHost host, CancellationToken cancellationToken)
    {
        var articles = ActivatorUtilities.CreateInstance<ArticleReport>(host.Services, new ReceiptPlace(order.Once ? null : order.Site));
        var reading = ActivatorUtilities.CreateInstance<ReadingReport>(host.Services, articles);
        host.Blobs.Done = (function, name, began, token) => function == IngestFunction ? reading.ShowAsync(name, began, token) : Task.CompletedTask;
        host.Blobs.GivenUp = name => terminal.Warn($"{name} could not be read after several tries; it goes to the quarantine.");
        if (!order.NoSeeds)
        {
            await DropSeedsAsync(host, cancellationToken);
        }

        host.StartTriggers();
        await terminal.StepAsync("Reading what is in the container articles ...", async () =>
        {
            await host.Blobs.WaitUntilIdleAsync(cancellationToken);
            return null;
        });

        var watch = ActivatorUtilities.CreateInstance<DeliveryWatch>(host.Services);
        var isDelivered = await new DigestRun(host, order, watch, terminal).RunAsync(cancellationToken);
        if (order.Once)
        {
            return isDelivered ? ExitCodes.Done : ExitCodes.Undone;
        }

        host.StartTimers();
        terminal.Say($"Pages and machine interfaces are at {order.Site} (health: {order.Site}api/health)");
        terminal.Say($"Whose digest is due is looked up next at {host.Timers.NextRunOf(DigestFunction):yyyy-MM-dd HH:mm} UTC.");
        terminal.Say("Now watching the container articles: drop a file with the command 'drop', or end with Ctrl+C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ExitCodes.Done;
    }

    private async Task DropSeedsAsync(FunctionHost host, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(order.Root, "seeds");
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
