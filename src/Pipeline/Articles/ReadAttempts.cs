using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;

namespace Pipeline.Articles;

/// <summary>
/// Reads a file under guard. Each reading is counted in storage before it begins, so that a file which kills the process is refused at the last try
/// and not read again for ever; and a reading has a time budget. A reader that heeds no token is left behind on its thread, which it keeps until it
/// ends: only the end of the process could take it away. Thread-safe.
/// </summary>
public sealed class ReadAttempts : IDisposable
{
    // The token comes first; a reader that heeds it still wants a moment to come back.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    private readonly ReadFile _read;
    private readonly IReadAttempts _attempts;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;

    // A file that was being read when a process died may be its killer or only have been there: such files are read one at a time.
    private readonly SemaphoreSlim _suspects = new(1, 1);

    /// <summary>Reads with <paramref name="read"/> and counts in <paramref name="attempts"/>.</summary>
    public ReadAttempts(ReadFile read, IReadAttempts attempts, IOptions<IngestionOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _read = read;
        _attempts = attempts;
        _options = options.Value;
        _time = time;
    }

    /// <summary>What <paramref name="file"/> tells and how often it was tried; <paramref name="hash"/> is its id. Throws what a reader throws, which counts as a try.</summary>
    public async Task<(ExtractOutcome Outcome, int Attempts)> RunAsync(ArticleId id, string hash, RawFile file, CancellationToken cancellationToken)
    {
        // Hardly a file was tried before: the look at what is known of its tries is for those that were.
        if (await BeginAsync(id, hash, [], version: null, cancellationToken).ConfigureAwait(false))
        {
            return (await EndedAsync(id, hash, file, cancellationToken).ConfigureAwait(false), 1);
        }

        while (true)
        {
            var known = await _attempts.FindAsync(id, hash, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<ReadAttempt> before = known?.Value ?? [];
            var failed = before.Count(attempt => !IsLive(attempt));
            if (failed + 1 >= _options.MaxAttempts)
            {
                return (new ExtractOutcome.Refused(new Rejection(RejectionCode.StopsReader, failed.ToString(CultureInfo.InvariantCulture))), failed + 1);
            }

            if (failed < before.Count)
            {
                // Another delivery of the same file is being read: no failure of it, and its end is near.
                await Task.Delay(s_look, cancellationToken).ConfigureAwait(false);
            }
            else if (failed == 0)
            {
                if (await BeginAsync(id, hash, before, known?.Version, cancellationToken).ConfigureAwait(false))
                {
                    return (await EndedAsync(id, hash, file, cancellationToken).ConfigureAwait(false), 1);
                }
            }
            else if (await AloneAsync(id, hash, file, known!, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return (outcome, failed + 1);
            }
        }
    }

    /// <summary>Forgets the failed tries on a file, so that it is read again.</summary>
    public Task ForgetAsync(ArticleId id, string hash, CancellationToken cancellationToken) => _attempts.ClearAsync(id, hash, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _suspects.Dispose();

    // A process on another machine may be reading still, for as long as a reading may take.
    private bool IsLive(ReadAttempt attempt) =>
        !attempt.HasFailed && !ReaderProcess.IsDead(attempt.Process)
        && (ReaderProcess.IsSelf(attempt.Process) || _time.GetUtcNow() - attempt.At < _options.ReadBudget + s_grace + s_clockSkew);

    private Task<bool> BeginAsync(ArticleId id, string hash, IReadOnlyList<ReadAttempt> before, string? version, CancellationToken cancellationToken) =>
        _attempts.TrySaveAsync(id, hash, [.. before, new ReadAttempt(ReaderProcess.Name, _time.GetUtcNow())], version, cancellationToken);

    private async Task<ExtractOutcome?> AloneAsync(
        ArticleId id, string hash, RawFile file, Versioned<IReadOnlyList<ReadAttempt>> known, CancellationToken cancellationToken)
    {
        await _suspects.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await BeginAsync(id, hash, known.Value, known.Version, cancellationToken).ConfigureAwait(false)
                ? await EndedAsync(id, hash, file, cancellationToken).ConfigureAwait(false)
                : null;
        }
        finally
        {
            _suspects.Release();
        }
    }

    private async Task<ExtractOutcome> EndedAsync(ArticleId id, string hash, RawFile file, CancellationToken cancellationToken)
    {
        ExtractOutcome outcome;
        try
        {
            outcome = await WithinBudgetAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host is stopping, which says nothing about the file.
            await _attempts.ClearAsync(id, hash, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception)
        {
            await MarkFailedAsync(id, hash, cancellationToken).ConfigureAwait(false);
            throw;
        }

        await _attempts.ClearAsync(id, hash, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task MarkFailedAsync(ArticleId id, string hash, CancellationToken cancellationToken)
    {
        while (await _attempts.FindAsync(id, hash, cancellationToken).ConfigureAwait(false) is { } known)
        {
            var own = known.Value.LastOrDefault(attempt => ReaderProcess.IsSelf(attempt.Process) && !attempt.HasFailed);
            IReadOnlyList<ReadAttempt> marked = [.. known.Value.Select(attempt => ReferenceEquals(attempt, own) ? attempt with { HasFailed = true } : attempt)];
            if (own is null || await _attempts.TrySaveAsync(id, hash, marked, known.Version, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task<ExtractOutcome> WithinBudgetAsync(RawFile file, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(_options.ReadBudget, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var token = stop.Token;
        var reading = Task.Factory.StartNew(
            () => _read(file, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await reading.WaitAsync(_options.ReadBudget + s_grace, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is TimeoutException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var seconds = _options.ReadBudget.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
            return new ExtractOutcome.Refused(new Rejection(RejectionCode.TooSlow, seconds));
        }
    }
}
