using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Worker;

namespace Pipeline.LocalHost.Commands;

/// <summary>The worker's side of <see cref="WorkerProcess"/>: takes its order from standard input and ends when that ends.</summary>
internal sealed class WorkCommand(Action<IServiceCollection> extend, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var line = await Console.In.ReadLineAsync(cancellationToken);
        if (line is null || JsonSerializer.Deserialize<WorkerOrder>(line) is not { } order)
        {
            throw new HostFailure($"'{WorkerProcess.Verb}' is what the host calls itself: run the host without a command.");
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var supervisor = WatchSupervisorAsync(end);
        var code = await new Worker.Worker(order, extend, terminal).RunAsync(end.Token);
        await end.CancelAsync();
        _ = supervisor; // It still waits for a line that need not come.
        return code;
    }

    // On a thread of its own: a read from a console cannot be cancelled.
    private static Task WatchSupervisorAsync(CancellationTokenSource end) => Task.Factory.StartNew(
        () =>
        {
            while (Console.In.ReadLine() is not null)
            {
                continue;
            }

            try
            {
                end.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work was over before the supervisor was.
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
