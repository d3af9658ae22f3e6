using System.Diagnostics;
using System.Text.Json;
using Pipeline.CrashRun;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>A process that takes in files; where it dies over an order, another takes its place and gets the order again.</summary>
internal sealed class Ingester(string storage, string mischief) : IAsyncDisposable
{
    private const int MaxStarts = 5;
    private Process? _process;

    /// <summary>How many processes have died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Has the order done, whatever it takes, and returns the answer.</summary>
    public async Task<string> DoAsync(Order order)
    {
        for (var starts = 0; starts < MaxStarts; starts++)
        {
            _process ??= Start(Deaths == 0 || mischief.StartsWith("faults", StringComparison.Ordinal) ? mischief : "none");
            if (await AnswerAsync(_process, order) is { } answer)
            {
                return answer;
            }

            await _process.WaitForExitAsync();
            var errors = await _process.StandardError.ReadToEndAsync();
            Assert.True(errors.Length == 0, errors);
            _process.Dispose();
            _process = null;
            Deaths++;
        }

        throw new InvalidOperationException($"{MaxStarts} processes died over {order.Verb} {order.Name}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    private Process Start(string mischiefOfIt)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Pipeline.CrashRun.dll");
        // Dead after a call or before the next one leaves the same: so each state is taken up in both ways.
        var isSwept = Deaths > 0 && mischief.StartsWith("kill:after", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", isSwept ? [program, storage, mischiefOfIt, "swept"] : [program, storage, mischiefOfIt])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    // Null where it died.
    private static async Task<string?> AnswerAsync(Process process, Order order)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order));
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            return null;
        }

        return await process.StandardOutput.ReadLineAsync();
    }
}
