using System.Diagnostics;
using System.Text.Json;

namespace Pipeline.LocalHost;

/// <summary>The folder with all that a host on this machine keeps. One host at a time uses it; the lock goes with the process, however that ends.</summary>
internal sealed class DataFolder
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public DataFolder(string path) => Root = Directory.CreateDirectory(path).FullName;

    public string Root { get; }

    /// <summary>Data of the storage emulator.</summary>
    public string Azurite => Path.Combine(Root, "azurite");

    /// <summary>A copy of every mail sent.</summary>
    public string Mail => Path.Combine(Root, "mail");

    /// <summary>File of traces.</summary>
    public string Traces => Path.Combine(Root, "traces.jsonl");

    private string KeyFile => Path.Combine(Root, "keys.json");

    private string StateFile => Path.Combine(Root, "host.json");

    /// <summary>The keys of this folder's readers, made at first use: whoever deletes the file can no longer find them, and no link of theirs is good.</summary>
    public LocalKeys Keys()
    {
        if (!File.Exists(KeyFile))
        {
            var draft = $"{KeyFile}.{Environment.ProcessId}";
            using (var file = new FileStream(draft, NewPrivateFile()))
            {
                JsonSerializer.Serialize(file, LocalKeys.New());
            }

            try
            {
                File.Move(draft, KeyFile, overwrite: false);
            }
            catch (IOException) when (File.Exists(KeyFile))
            {
                File.Delete(draft); // Another command was faster; its keys count.
            }
        }

        try
        {
            return JsonSerializer.Deserialize<LocalKeys>(File.ReadAllText(KeyFile)) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new HostFailure($"{KeyFile} holds no keys: put back the file as it was, or delete it if no reader of this folder matters.");
        }
    }

    /// <summary>Takes the folder, or returns null where another host has it.</summary>
    public FileStream? TryLock()
    {
        try
        {
            return new FileStream(Path.Combine(Root, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Tells others how to reach this host; only the holder of the lock calls it.</summary>
    public void Announce(RunningHost host)
    {
        var draft = StateFile + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(host));
        File.Move(draft, StateFile, overwrite: true);
    }

    /// <summary>Nobody is to be reached any longer.</summary>
    public void Withdraw() => File.Delete(StateFile);

    /// <summary>
    /// Waits for the tools of a host that was killed: they end by themselves, and whoever starts on their data before that would lose some of it.
    /// Only the holder of the lock calls it.
    /// </summary>
    public async Task EndLeftoversAsync(CancellationToken cancellationToken)
    {
        foreach (var id in Read()?.ToolProcesses ?? [])
        {
            if (FindNode(id) is { } left)
            {
                using (left)
                using (var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
                {
                    patience.CancelAfter(TimeSpan.FromSeconds(10));
                    await left.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancellationToken.ThrowIfCancellationRequested();
                    if (!left.HasExited)
                    {
                        left.Kill();
                    }
                }
            }
        }

        Withdraw();
    }

    /// <summary>The host that has the lock; it may still be starting.</summary>
    public async Task<RunningHost> FindRunningAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (Read() is { } host)
            {
                return host;
            }

            if (waited.Elapsed > s_patience)
            {
                throw new HostFailure($"Another command is using {Root}: try again when it is done, or give another folder with --data.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    /// <summary>The host that has the lock, or null where it has not yet said how to reach it.</summary>
    public RunningHost? FindRunning() => Read();

    // For this user's eyes only, where the system has such files.
    private static FileStreamOptions NewPrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private RunningHost? Read()
    {
        try
        {
            return JsonSerializer.Deserialize<RunningHost>(File.ReadAllText(StateFile));
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return null;
        }
    }

    // A process id may have been given to another program since.
    private static Process? FindNode(int id)
    {
        try
        {
            var process = Process.GetProcessById(id);
            if (process.ProcessName == "node")
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
