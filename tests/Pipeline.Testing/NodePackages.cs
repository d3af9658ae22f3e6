using System.Diagnostics;

namespace Pipeline.Testing;

/// <summary>The packages of a folder with a lock file, of <c>infra/local</c> above all, restored once for all test processes.</summary>
public static class NodePackages
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>The folder with <c>package.json</c>.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "infra", "local");

    /// <summary>Runs <c>npm ci</c> where the packages are missing or older than the lock file; others wait meanwhile.</summary>
    public static Task RestoreAsync(CancellationToken cancellationToken) => RestoreAsync(Folder, cancellationToken);

    /// <summary>The same for the packages of <paramref name="folder"/>; their install scripts are not run.</summary>
    public static async Task RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        if (AreThere(folder))
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        await using var guard = await LockAsync(folder, patience.Token);
        if (AreThere(folder))
        {
            return;
        }

        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", .. folder == Folder ? (string[])[] : ["--ignore-scripts"]])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        var output = npm.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = npm.StandardError.ReadToEndAsync(patience.Token);
        await npm.WaitForExitAsync(patience.Token);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci in {folder} ended with {npm.ExitCode}: {await output}{await errors}");
        }
    }

    private static bool AreThere(string folder)
    {
        // npm writes this file last.
        var restored = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        return restored.Exists && restored.LastWriteTimeUtc >= wanted.LastWriteTimeUtc;
    }

    private static async Task<FileStream> LockAsync(string folder, CancellationToken cancellationToken)
    {
        var locks = Directory.CreateDirectory(Path.Combine(folder, ".pipeline"));
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(locks.FullName, "npm.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }
}
