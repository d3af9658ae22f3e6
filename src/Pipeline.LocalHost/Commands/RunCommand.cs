using Microsoft.Extensions.Configuration;
using Pipeline.LocalHost.Worker;

namespace Pipeline.LocalHost.Commands;

/// <summary>The host itself: the storage, the mail server and the process that runs the functions on them, once or until it is ended.</summary>
internal sealed class RunCommand(HostOptions options, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var bench = options.Once
            ? await Workbench.OpenForOneRunAsync(options, terminal, cancellationToken)
            : await Workbench.OpenToWatchAsync(options, terminal, cancellationToken);

        // Nobody calls the pages of a host that ends at once; the links in its mail still name the usual place.
        var port = options.Once ? options.Port : bench.Ports.Take(options.Port, "pages");
        var site = new Uri($"http://localhost:{port}/");
        var order = new WorkerOrder
        {
            Settings = bench.Configuration(site).AsEnumerable().ToDictionary(pair => pair.Key, pair => pair.Value),
            Root = bench.Root,
            Listen = new Uri($"http://127.0.0.1:{(options.Once ? 0 : port)}/"),
            Site = site,
            Mailbox = bench.Mailbox,
            MailFolder = bench.Data.Mail,
            Once = options.Once,
            IsGuest = bench.IsShared,
            NoSeeds = options.NoSeeds,
            Verbose = options.Verbose,
            TraceFile = options.Traces ? bench.Data.Traces : null,
        };
        if (!options.Once)
        {
            bench.Announce(site);
        }

        try
        {
            return await new WorkerProcess(order, options.MemoryMegabytes, terminal).SuperviseAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Note("Stopping ...");
            return options.Once ? ExitCodes.Interrupted : ExitCodes.Done;
        }
    }
}
