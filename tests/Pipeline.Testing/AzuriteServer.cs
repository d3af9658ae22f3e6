using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace Pipeline.Testing;

/// <summary>
/// The storage emulator, a process of its own on free ports of 127.0.0.1 with its data in a temporary folder. An assembly fixture: one for each
/// test assembly. It can be stopped and started again with its data. It ends with this process, even where that is killed: its standard
/// input closes then.
/// </summary>
public sealed class AzuriteServer : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";

    // The emulator's published key, the same on every machine.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string FurtherKey = "a2V5";
    private const string Listens = "listening on port ";
    private const string MuchMemory = "--max-old-space-size=10000";
    private const int StartTries = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private readonly string _data = Directory.CreateTempSubdirectory("pipeline-azurite-").FullName;
    private int[] _ports = [];
    private Process? _process;

    /// <summary>Number of further accounts, each with nothing in it, for tests that need an account of their own. Set before the start.</summary>
    public int FurtherAccounts { get; init; }

    /// <summary>Whether it keeps everything in memory and nothing after its end: with many rows it would be busy storing them. Set before the start.</summary>
    public bool KeepsInMemory { get; init; }

    /// <summary>What clients need to reach it.</summary>
    public string ConnectionString => Connection(Account, Key);

    /// <summary>The same for a further account, counted from 0.</summary>
    public string ConnectionStringOf(int account) => Connection(FurtherName(account), FurtherKey);

    /// <summary>Starts it on new ports and waits until it answers.</summary>
    public async ValueTask InitializeAsync()
    {
        await NodePackages.RestoreAsync(CancellationToken.None);
        for (var attempt = 1; ; attempt++)
        {
            _ports = [LoopbackPort.FindFree(), LoopbackPort.FindFree(), LoopbackPort.FindFree()];
            if (await TryStartAsync())
            {
                return;
            }

            // Somebody else may have taken a port between our look and the start.
            if (attempt == StartTries)
            {
                throw new InvalidOperationException($"Azurite did not start in {StartTries} tries.");
            }
        }
    }

    /// <summary>Starts it again on the same ports with the data that it had.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is null && !await TryStartAsync())
        {
            throw new InvalidOperationException("Azurite did not start again on its ports.");
        }
    }

    /// <summary>Stops it in good order: what it has acknowledged is kept.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        using (process)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(s_patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw new TimeoutException("Azurite did not stop.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string FurtherName(int account) => $"further{account:D5}";

    private string Connection(string account, string key) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};"
        + $"BlobEndpoint={Endpoint(0, account)};QueueEndpoint={Endpoint(1, account)};TableEndpoint={Endpoint(2, account)};";

    private string Endpoint(int service, string account) => $"http://127.0.0.1:{_ports[service]}/{account}";

    private async Task<bool> TryStartAsync()
    {
        var program = Path.Combine(NodePackages.Folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        var child = new Uri(Path.Combine(NodePackages.Folder, "child.mjs")).AbsoluteUri;
        var start = new ProcessStartInfo(
            "node",
            [
                .. KeepsInMemory ? (string[])[MuchMemory] : [], "--import", child, program, "--skipApiVersionCheck", "--silent", "--disableTelemetry",
                .. KeepsInMemory ? (string[])["--inMemoryPersistence"] : ["--location", _data],
                "--blobHost", "127.0.0.1", "--blobPort", $"{_ports[0]}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{_ports[1]}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{_ports[2]}",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (FurtherAccounts > 0)
        {
            var further = Enumerable.Range(0, FurtherAccounts).Select(account => $"{FurtherName(account)}:{FurtherKey}");
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', further.Prepend($"{Account}:{Key}"));
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        if (await ListensAsync(process))
        {
            _process = process;
            return true;
        }

        process.Kill();
        process.Dispose();
        return false;
    }

    // Its own word counts: where another program answers on one of the ports, ours is about to end.
    private async Task<bool> ListensAsync(Process process)
    {
        var missing = new ConcurrentDictionary<string, bool>(_ports.Select(port => KeyValuePair.Create($"{Listens}{port}", true)));

        // All that it says is read to the end: a pipe that nobody reads would stop it once full.
        process.OutputDataReceived += (_, line) => missing.TryRemove(KeyValuePair.Create(line.Data ?? "", true));
        process.BeginOutputReadLine();
        var waited = Stopwatch.StartNew();
        while (!missing.IsEmpty && !process.HasExited && waited.Elapsed < s_patience)
        {
            await Task.Delay(s_look);
        }

        return missing.IsEmpty;
    }
}
