using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace Pipeline.LocalHost.Hosting;

/// <summary>
/// Drives the blob functions: looks into their containers every second, calls a function once for each version of a blob (receipts by ETag), tries a
/// blob as often as <c>host.json</c> says and then puts it on the poison queue, where nothing is lost.
/// </summary>
internal sealed partial class BlobLoop : IDisposable
{
    private const int EnoughForEach = 8;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<(FunctionEntry Function, FunctionTrigger.Blob Trigger)> _functions;
    private readonly BlobServiceClient _blobs;
    private readonly HostStore _store;
    private readonly PoisonQueue _poison;
    private readonly FunctionInvoker _invoker;
    private readonly HostJson _settings;
    private readonly StorageWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger<BlobLoop> _logger;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<string, Task> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BlobTries> _tries = new(StringComparer.Ordinal);
    private long _turn;
    private long _lastIdleTurn;

    public BlobLoop(
        IReadOnlyList<FunctionEntry> functions, BlobServiceClient blobs, HostStore store, PoisonQueue poison, FunctionInvoker invoker,
        HostJson settings, StorageWatch watch, TimeProvider time, ILogger<BlobLoop> logger)
    {
        _functions = [.. functions.Where(f => f.Trigger is FunctionTrigger.Blob).Select(f => (f, (FunctionTrigger.Blob)f.Trigger))];
        _blobs = blobs;
        _store = store;
        _poison = poison;
        _invoker = invoker;
        _settings = settings;
        _watch = watch;
        _time = time;
        _logger = logger;
        _slots = new SemaphoreSlim(settings.BlobsAtOnce);
    }

    /// <summary>Called with the function's and the blob's name and the time when it was taken up, after the function has ended normally on it.</summary>
    public Func<string, string, DateTimeOffset, CancellationToken, Task> Done { get; set; } = (_, _, _, _) => Task.CompletedTask;

    /// <summary>Whether another host on the same data reads the blobs: this one only looks until that has done them all.</summary>
    public bool OnlyLooks { get; set; }

    /// <summary>Blobs that are waiting or being read.</summary>
    public int InHand => _inFlight.Count;

    /// <summary>Called with the blob's name after it went to the poison queue.</summary>
    public Action<string> GivenUp { get; set; } = _ => { };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _watch.KeepAsync(_store.LoadAsync, TurnAsync, s_pause, cancellationToken);
        await Task.WhenAll(_inFlight.Values);
    }

    /// <summary>Waits for a look that begins after this call and finds nothing to do and nothing being done.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        var now = Interlocked.Read(ref _turn);
        while (Interlocked.Read(ref _lastIdleTurn) <= now)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task TurnAsync(CancellationToken cancellationToken)
    {
        // While there is enough to do, another look would only keep the storage busy.
        if (_inFlight.Count > _settings.BlobsAtOnce * EnoughForEach)
        {
            return;
        }

        if (OnlyLooks)
        {
            await _store.LoadAsync(cancellationToken);
        }

        var turn = Interlocked.Increment(ref _turn);
        var open = 0;
        foreach (var (function, trigger) in _functions)
        {
            var container = _blobs.GetBlobContainerClient(trigger.Container);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
            {
                if (blob.Properties.ETag is not { } version || HostStore.ReceiptOf(function.Name, blob.Name, version) is not { } receipt
                    || _store.HasReceipt(receipt))
                {
                    continue;
                }

                open++;
                if (!OnlyLooks && _tries.GetValueOrDefault(receipt, BlobTries.None).NotBefore <= _time.GetUtcNow())
                {
                    Begin(function, container.GetBlobClient(blob.Name), version, receipt, cancellationToken);
                }
            }
        }

        if (open == 0 && _inFlight.IsEmpty)
        {
            Interlocked.Exchange(ref _lastIdleTurn, turn);
        }
    }

    // One call a blob at a time: a version written meanwhile waits for the next look.
    private void Begin(FunctionEntry function, BlobClient blob, ETag version, string receipt, CancellationToken cancellationToken)
    {
        var place = function.Name + "/" + blob.Name;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_inFlight.TryAdd(place, started.Task))
        {
            _ = GuardAsync(function.Name, () => HandleAsync(function, blob, version, receipt, cancellationToken), cancellationToken)
                .ContinueWith(
                    _ =>
                    {
                        _inFlight.TryRemove(place, out Task? _);
                        started.SetResult();
                    },
                    TaskScheduler.Default);
        }
    }

    private async Task GuardAsync(string function, Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(_logger, function);
        }
        catch (Exception failure) when (StorageOutage.Is(failure))
        {
            await _watch.AwayAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            // What the host itself could not note down: the blob has no receipt, so the next look takes it up again.
            LogBookkeepingFailed(_logger, function, failure);
        }
    }

    private async Task HandleAsync(FunctionEntry function, BlobClient blob, ETag version, string receipt, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        var began = _time.GetUtcNow();
        try
        {
            await _invoker.InvokeAsync(function, blob, cancellationToken);
        }
        catch (Exception failure) when (!StorageOutage.Is(failure) && !cancellationToken.IsCancellationRequested)
        {
            // Whatever a function throws is a failed try, as in the cloud; it is logged and tried again, then kept on the poison queue.
            await FailedAsync(function, blob, version, receipt, failure, cancellationToken);
            return;
        }
        finally
        {
            _slots.Release();
        }

        await Done(function.Name, blob.Name, began, cancellationToken);
        await _store.AddReceiptAsync(receipt, cancellationToken);
        _tries.TryRemove(receipt, out _);
    }

    private async Task FailedAsync(
        FunctionEntry function, BlobClient blob, ETag version, string receipt, Exception failure, CancellationToken cancellationToken)
    {
        var tries = _tries.AddOrUpdate(
            receipt, _ => BlobTries.None.Failed(_time.GetUtcNow()), (_, known) => known.Failed(_time.GetUtcNow()));
        LogTryFailed(_logger, function.Name, tries.Count, _settings.BlobTries, failure);
        if (tries.Count >= _settings.BlobTries)
        {
            await _poison.AddBlobAsync(function.Name, blob, version, cancellationToken);
            await _store.AddReceiptAsync(receipt, cancellationToken);
            _tries.TryRemove(receipt, out _);
            GivenUp(blob.Name);
        }
    }
}
