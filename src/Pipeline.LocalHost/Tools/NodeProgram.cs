using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pipeline.LocalHost.Tools;

/// <summary>
/// A Node program that runs beside the host on ports of 127.0.0.1. It is started without npx or a shell in between, watched, started again when it
/// dies, and ended with the host. Ahead of it <c>child.mjs</c> is loaded, which says when it listens, and gives it a SIGTERM when its standard input, a
/// pipe of ours, closes, even because we were killed.
/// </summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private const string Listens = "listening on port ";
    private const int LinesKept = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private readonly string _name;
    private readonly IReadOnlyList<int> _ports;
    private readonly string[] _arguments;
    private readonly Terminal _terminal;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _lastLines = new();
    private Process? _process;
    private Task _watch = Task.CompletedTask;

    private NodeProgram(string name, IReadOnlyList<int> ports, string[] arguments, Terminal terminal)
    {
        _name = name;
        _ports = ports;
        _arguments = arguments;
        _terminal = terminal;
    }

    /// <summary>The process as it stands now.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Starts <c>node</c> with <paramref name="arguments"/> and waits until it listens on <paramref name="ports"/> itself.</summary>
    /// <exception cref="HostFailure">It does not: it has ended, perhaps because somebody else has one of the ports, or it takes too long.</exception>
    public static async Task<NodeProgram> StartAsync(
        string name, IReadOnlyList<int> ports, string[] arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var running = new NodeProgram(name, ports, arguments, terminal);
        try
        {
            await running.LaunchAsync(cancellationToken);
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }

        running._watch = running.WatchAsync();
        return running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        if (_process is { } process)
        {
            await EndAsync(process);
        }

        _stop.Dispose();
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("node", _arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var listening = new ConcurrentDictionary<string, bool>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } said && said.StartsWith(Listens, StringComparison.Ordinal))
            {
                listening[said[Listens.Length..]] = true;
            }
            else
            {
                Keep(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        _process = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!_ports.All(port => listening.ContainsKey($"{port}")))
        {
            if (process.HasExited || waited.Elapsed > s_patience)
            {
                if (process.HasExited)
                {
                    // Until its last words are read.
                    await process.WaitForExitAsync(cancellationToken);
                }

                throw new HostFailure($"The {_name} did not start: {string.Join(" ", _lastLines)}");
            }

            await Task.Delay(s_look, cancellationToken);
        }
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _process!.WaitForExitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Ctrl+C reaches the whole group: whoever ends us ends the program at the same moment, and that is no news.
            await Task.Delay(s_breath, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _terminal.Warn($"The {_name} has ended; it is started again on the same ports.");
            _process.Dispose();
            _process = null;
            await RelaunchAsync();
        }
    }

    private async Task RelaunchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await LaunchAsync(_stop.Token);
                return;
            }
            catch (HostFailure)
            {
                if (_process is { } failed)
                {
                    await EndAsync(failed);
                    _process = null;
                }

                await Task.Delay(s_breath, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            if (process.HasExited)
            {
                return;
            }

            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(s_farewell);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _lastLines.Enqueue(line);
        while (_lastLines.Count > LinesKept)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
