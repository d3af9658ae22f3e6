using Microsoft.Extensions.DependencyInjection;
using Pipeline.Events;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Commands;

/// <summary>Takes down an editor's decision about an event.</summary>
internal sealed class RulingCommand(HostOptions options, Terminal terminal)
{
    public Task<int> RunAsync(Func<RuleOnEvents, CancellationToken, Task<StoredEvent?>> decide, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(
            options,
            terminal,
            async (services, _) =>
            {
                if (await decide(services.GetRequiredService<RuleOnEvents>(), cancellationToken) is not { } ruled)
                {
                    terminal.Warn("There is no such event or report, or nothing would be left of it; nothing was changed. stories show <id> tells the ids.");
                    return ExitCodes.Undone;
                }

                terminal.Say($"{ruled.Id}  {ruled.Date}  {ruled.Headline} ({ruled.Sources.Count} {(ruled.Sources.Count == 1 ? "article" : "articles")}){MarkOf(ruled)}");
                return ExitCodes.Done;
            },
            cancellationToken);

    private static string MarkOf(StoredEvent ruled) => (ruled.IsDismissed, ruled.IsPinned) switch
    {
        (true, _) => ", in no digest",
        (_, true) => ", first in its digest",
        _ => "",
    };
}
