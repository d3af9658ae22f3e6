using Microsoft.Extensions.DependencyInjection;

namespace Pipeline.LocalHost.Commands;

/// <summary>Drops files as an editor does.</summary>
internal sealed class DropCommand(HostOptions options, IReadOnlyList<FileInfo> files, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (files.FirstOrDefault(file => !file.Exists) is { } missing)
        {
            terminal.Warn($"There is no file {missing.FullName}; nothing was dropped.");
            return ExitCodes.Undone;
        }

        return await StorageCommand.RunAsync(options, terminal, (services, bench) => DropAsync(services, bench, cancellationToken), cancellationToken);
    }

    private async Task<int> DropAsync(IServiceProvider services, Workbench bench, CancellationToken cancellationToken)
    {
        var drop = ActivatorUtilities.CreateInstance<ArticleDrop>(services);
        foreach (var file in files)
        {
            await drop.PutAsync(file.FullName, cancellationToken);
            terminal.Say($"Dropped {file.Name}");
        }

        terminal.Note(bench.IsWatched
            ? "The running host reads it within seconds and says there what it found."
            : "No host is running on this data: it is read when one starts.");
        return ExitCodes.Done;
    }
}
