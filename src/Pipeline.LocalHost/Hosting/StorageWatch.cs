using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Keeps a loop turning whatever happens to the storage, and says once that it is away and once that it is back. Thread-safe.</summary>
internal sealed partial class StorageWatch(Terminal terminal, TimeProvider time, ILogger<StorageWatch> logger)
{
    // Whoever ends the storage often ends us in the same breath (Ctrl+C): that is no news.
    private static readonly TimeSpan s_benefitOfDoubt = TimeSpan.FromMilliseconds(300);

    // Its services come back one after the other: only when every loop has turned for a while is it back.
    private static readonly TimeSpan s_steady = TimeSpan.FromSeconds(5);
    private readonly Lock _state = new();
    private bool _isAway;
    private long _lastFailure;

    /// <summary>Repeats <paramref name="turn"/> every <paramref name="pause"/> until cancelled; <paramref name="start"/> runs first and again after each outage.</summary>
    public async Task KeepAsync(
        Func<CancellationToken, Task> start, Func<CancellationToken, Task> turn, TimeSpan pause, CancellationToken cancellationToken)
    {
        var isStarted = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!isStarted)
                {
                    await start(cancellationToken);
                    isStarted = true;
                }

                await turn(cancellationToken);
                Back();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (StorageOutage.Is(failure))
            {
                isStarted = false;
                await AwayAsync(cancellationToken);
            }
            catch (Exception failure)
            {
                // The loop outlives whatever a turn does: an unknown failure of one turn must not end the others.
                LogTurnFailed(logger, failure);
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Says that the storage is away, once.</summary>
    public async Task AwayAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(s_benefitOfDoubt, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        lock (_state)
        {
            _lastFailure = time.GetTimestamp();
            if (!_isAway)
            {
                _isAway = true;
                terminal.Warn("The storage does not answer; nothing is lost, and the host goes on as soon as it is back.");
            }
        }
    }

    private void Back()
    {
        lock (_state)
        {
            if (_isAway && time.GetElapsedTime(_lastFailure) >= s_steady)
            {
                _isAway = false;
                terminal.Note("The storage answers again.");
            }
        }
    }
}
