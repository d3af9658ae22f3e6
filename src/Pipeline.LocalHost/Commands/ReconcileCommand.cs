using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;

namespace Pipeline.LocalHost.Commands;

/// <summary>Compares the container with what is known, as the nightly timer does.</summary>
internal sealed class ReconcileCommand(HostOptions options, Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, async (services, _) =>
        {
            var (ingested, removed) = await services.GetRequiredService<ReconcileArticles>().RunAsync(cancellationToken);
            terminal.Say($"{ingested} files taken in, {removed} articles withdrawn whose files are gone.");
            return ExitCodes.Done;
        }, cancellationToken);
}
