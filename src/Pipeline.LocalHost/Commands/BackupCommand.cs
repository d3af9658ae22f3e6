using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Backups;

namespace Pipeline.LocalHost.Commands;

/// <summary>Writes everything into a folder, or brings it back.</summary>
internal sealed class BackupCommand(HostOptions options, DirectoryInfo folder, Terminal terminal)
{
    public Task<int> SaveAsync(CancellationToken cancellationToken) => StorageCommand.RunAsync(
        options,
        terminal,
        async (services, _) =>
        {
            var manifest = await GuardAsync(() => services.GetRequiredService<StorageBackup>().RunAsync(folder.FullName, Show, cancellationToken));
            if (manifest.Containers.Sum(part => part.LeftOut) is > 0 and var leftOut)
            {
                terminal.Warn($"{leftOut} blobs have names that no client can address; they are not in the backup.");
            }

            terminal.Say($"{SumOf(manifest)} are in {folder.FullName}.");
            return ExitCodes.Done;
        },
        cancellationToken);

    /// <summary>Restores, into an account that is not empty only where <paramref name="overwrite"/>.</summary>
    public Task<int> RestoreAsync(bool overwrite, CancellationToken cancellationToken) => StorageCommand.RunAsync(
        options,
        terminal,
        async (services, bench) =>
        {
            if (bench.IsWatched)
            {
                throw new HostFailure("A host is at work on this data: end it, restore, and start it again.");
            }

            var manifest = await GuardAsync(() => services.GetRequiredService<StorageRestore>().RunAsync(folder.FullName, overwrite, Show, cancellationToken));
            terminal.Say($"{SumOf(manifest)} are restored as of {manifest.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, and were read back.");
            return ExitCodes.Done;
        },
        cancellationToken);

    private void Show(BackupPart part) => terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{part.Name}: {part.Count:N0}, {part.Bytes:N0} bytes"));

    private static string SumOf(BackupManifest manifest) => string.Create(
        CultureInfo.InvariantCulture, $"{manifest.Tables.Sum(part => part.Count):N0} rows and {manifest.Containers.Sum(part => part.Count):N0} blobs");

    private static async Task<BackupManifest> GuardAsync(Func<Task<BackupManifest>> work)
    {
        try
        {
            return await work();
        }
        catch (BackupUnusableException failure)
        {
            throw new HostFailure(failure.Message);
        }
    }
}
