using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pipeline.LocalHost.Commands;

namespace Pipeline.LocalHost.Worker;

/// <summary>
/// The process that runs the functions, as the cloud's worker is one of its own: whatever a file does to it, by a stack that overflows or a memory
/// that runs out, this one starts it again and the other files go on. It ends with its supervisor, even where that is killed.
/// </summary>
internal sealed class WorkerProcess(WorkerOrder order, int memoryMegabytes, Terminal terminal)
{
    /// <summary>The hidden verb of the worker.</summary>
    public const string Verb = "work";

    // A worker that never gets anywhere is not started for ever by a command that is meant to end.
    private const int DeathsOfOneRun = 20;
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);

    /// <summary>Runs it, again after each death, until it ends by itself or <paramref name="cancellationToken"/> says so; returns its exit code.</summary>
    public async Task<int> SuperviseAsync(CancellationToken cancellationToken)
    {
        var pause = s_shortest;
        for (var deaths = 0; ; deaths++)
        {
            var clock = Stopwatch.StartNew();
            var code = await RunAsync(cancellationToken);
            if (code is ExitCodes.Done or ExitCodes.Undone or ExitCodes.CannotRun or ExitCodes.Interrupted)
            {
                return code;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (order.Once && deaths == DeathsOfOneRun)
            {
                throw new HostFailure($"The process that reads the articles died {DeathsOfOneRun} times; start the host without --once and look at its log.");
            }

            terminal.Warn($"The process that reads the articles died (exit code {code}); it is started again, and what it was reading is tried again.");
            pause = clock.Elapsed > s_longest ? s_shortest : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, s_longest.Ticks));
            await Task.Delay(pause, cancellationToken);
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo())!;
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
            await process.StandardInput.FlushAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (IOException) when (process.WaitForExit(s_farewell))
        {
            return process.ExitCode; // It died before it had read its order.
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
    }

    // The end of its standard input is the worker's sign to end.
    private static async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(s_farewell);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var program = Environment.ProcessPath ?? throw new HostFailure("This system does not tell by what program the host was started.");
        var isRuntime = string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isRuntime ? ["exec", Environment.GetCommandLineArgs()[0], Verb] : [Verb])
        {
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = (memoryMegabytes * 1024L * 1024L).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return start;
    }
}
