using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pipeline.Soak;

/// <summary>The real local host, a process of its own, on a storage that is there.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long _saidAt = Stopwatch.GetTimestamp();

    public HostProcess(string storage, int smtpPort, string data, int port, Action<string> say)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Pipeline.LocalHost.dll");
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(
            dotnet, ["exec", program, "--no-seeds", "--data", data, "--port", $"{port}", "--storage", storage, "--smtp", $"127.0.0.1:{smtpPort}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data, say);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data, say);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How long ago it last said something; while there are many files it does so every two seconds.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Interlocked.Read(ref _saidAt));

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What it said, for when something is wrong.</summary>
    public string Output => string.Join('\n', _lines.TakeLast(40));

    /// <summary>Waits until it watches the container.</summary>
    public Task WaitUntilWatchingAsync(CancellationToken cancellationToken) => _watching.Task.WaitAsync(s_patience, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using (var terminate = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line, Action<string> say)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.Contains("Now watching", StringComparison.Ordinal))
        {
            _watching.TrySetResult();
        }

        Interlocked.Exchange(ref _saidAt, Stopwatch.GetTimestamp());
        if (line.Contains("files read", StringComparison.Ordinal) || line.Contains("died", StringComparison.Ordinal))
        {
            say(line.Trim());
        }
    }
}
