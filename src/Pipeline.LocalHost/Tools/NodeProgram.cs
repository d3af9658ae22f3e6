using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Pipeline.LocalHost.Tools;

/// <summary>
/// A Node program that runs beside the host on ports of 127.0.0.1. It is started without npx or a shell in between, watched, started again when it
/// dies, and ended with the host: its standard input is a pipe of ours, and when that closes, even because we were killed, it gets its SIGTERM.
/// </summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private const string EndWithParent =
        "data:text/javascript,process.stdin.resume();process.stdin.on('end',()=>{if(!process.emit('SIGTERM'))process.exit();setTimeout(()=>process.exit(),5000).unref()})";

    private const int LinesKept = 20;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_firstBreath = TimeSpan.FromMilliseconds(150);
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

    /// <summary>Starts <paramref name="program"/> and waits until it listens on <paramref name="ports"/>.</summary>
    public static async Task<NodeProgram> StartAsync(
        string name, string program, IReadOnlyList<int> ports, IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var running = new NodeProgram(name, ports, ["--import", EndWithParent, program, .. arguments], terminal);
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
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        _process = process;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        foreach (var port in _ports)
        {
            while (!await AnswersAsync(port, cancellationToken))
            {
                if (process.HasExited || waited.Elapsed > s_patience)
                {
                    throw new HostFailure($"The {_name} did not start: {string.Join(" ", _lastLines)}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }

        // Somebody else may be the one who answers; then ours is about to end.
        await Task.Delay(s_firstBreath, cancellationToken);
        if (process.HasExited)
        {
            throw new HostFailure($"The {_name} ended at once, perhaps because somebody else took one of its ports: {string.Join(" ", _lastLines)}");
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

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
