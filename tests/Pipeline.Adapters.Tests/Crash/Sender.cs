using System.Diagnostics;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>A process that plans and sends until nothing is open, unless it is killed before.</summary>
internal sealed class Sender : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public Sender(string storage, IReadOnlyList<string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pipeline.CrashRun.dll"), "send", storage, .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Ends it with SIGKILL, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for its normal end.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(_process.ExitCode == 0, $"It ended with {_process.ExitCode}.\n{output}\n{await _errors}");
    }

    public void Dispose() => _process.Dispose();
}
