using System.ComponentModel;
using System.Diagnostics;

namespace Pipeline.LocalHost.Tools;

/// <summary>The pinned packages of <c>infra/local</c>: the storage emulator and the mail sink.</summary>
internal sealed class NodePackages(string root, Terminal terminal)
{
    private readonly string _folder = Path.Combine(root, "infra", "local");

    // Ends the programs with us, and says when they listen.
    private string Child => new Uri(Path.Combine(_folder, "child.mjs")).AbsoluteUri;

    /// <summary>Starts a program of a package and waits until it listens on <paramref name="ports"/>.</summary>
    /// <exception cref="HostFailure">It does not.</exception>
    public Task<NodeProgram> StartAsync(string name, string program, IReadOnlyList<int> ports, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        NodeProgram.StartAsync(name, ports, ["--import", Child, PathOf(program), .. arguments], terminal, cancellationToken);

    /// <summary>Runs <c>npm ci</c> where the packages are missing or older than the lock file; another host that wants the same waits meanwhile.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (AreThere())
        {
            return;
        }

        await terminal.StepAsync("Restoring the storage emulator and the mail sink (npm ci) ...", async () =>
        {
            await using var turn = await LockAsync(cancellationToken);
            if (AreThere())
            {
                return null;
            }

            var clock = Stopwatch.StartNew();
            await InstallAsync(cancellationToken);
            return $"Storage emulator and mail sink restored in {clock.Elapsed.TotalSeconds:0} s.";
        });
    }

    private string PathOf(string file) => Path.Combine(_folder, "node_modules", file);

    private bool AreThere()
    {
        // npm writes this file last.
        var restored = new FileInfo(PathOf(".package-lock.json"));
        return restored.Exists && restored.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(_folder, "package-lock.json"));
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, ".pipeline"));
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder.FullName, "npm.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = StartNpm(start);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new HostFailure($"npm ci in {_folder} failed: {(await errors + await output).Trim()}");
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process StartNpm(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new HostFailure("npm did not start.");
        }
        catch (Win32Exception)
        {
            throw new HostFailure("npm, which comes with Node.js, was not found: install Node.js from https://nodejs.org.");
        }
    }
}
