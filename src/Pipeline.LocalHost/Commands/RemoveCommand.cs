using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;

namespace Pipeline.LocalHost.Commands;

/// <summary>Takes an article back at an editor's word: its file is deleted, and what it alone told is withdrawn.</summary>
internal sealed class RemoveCommand(HostOptions options, string name, Terminal terminal)
{
    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => RemoveAsync(services, cancellationToken), cancellationToken);

    private async Task<int> RemoveAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var head = await services.GetRequiredService<RemoveArticle>().RunAsync(name, cancellationToken);
        switch (head)
        {
            case null:
                terminal.Warn($"No article called '{name}' is known.");
                return ExitCodes.Undone;
            case { Archive: { } archive, State: not ArticleState.Removed }:
                terminal.Warn($"{name} is part of the archive {archive}: remove that.");
                return ExitCodes.Undone;
            default:
                terminal.Say($"{name} is removed, and what it alone told is withdrawn.");
                return ExitCodes.Done;
        }
    }
}
