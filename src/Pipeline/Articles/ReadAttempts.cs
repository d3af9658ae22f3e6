using System.Collections.Concurrent;
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

    private readonly ExtractArticle _extract;
    private readonly IReadAttempts _attempts;
    private readonly IngestionOptions _options;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _readings = new(StringComparer.Ordinal);

    // A file that was being read when a process died may be its killer or only have been there: such files are read one at a time.
    private readonly SemaphoreSlim _suspects = new(1, 1);

    /// <summary>Reads with <paramref name="extract"/> and counts in <paramref name="attempts"/>.</summary>
    public ReadAttempts(ExtractArticle extract, IReadAttempts attempts, IOptions<IngestionOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _extract = extract;
        _attempts = attempts;
        _options = options.Value;
        _time = time;
    }

    /// <summary>What <paramref name="file"/> tells and how often it was tried; <paramref name="hash"/> is its id. Throws what a reader throws, which counts as a try.</summary>
    public async Task<(ExtractOutcome Outcome, int Attempts)> RunAsync(ArticleId id, string hash, RawFile file, CancellationToken cancellationToken)
    {
        // Two deliveries of one file to this process are no failed reading of each other.
        var place = id.Value + hash;
        var turn = _readings.GetOrAdd(place, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await CountedAsync(id, hash, file, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _readings.TryRemove(place, out _);
            turn.Release();
        }
    }

    /// <summary>Forgets the failed tries on a file, so that it is read again.</summary>
    public Task ForgetAsync(ArticleId id, string hash, CancellationToken cancellationToken) => _attempts.ClearAsync(id, hash, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _suspects.Dispose();

    private async Task<(ExtractOutcome Outcome, int Attempts)> CountedAsync(ArticleId id, string hash, RawFile file, CancellationToken cancellationToken)
    {
        if (await _attempts.TryBeginAsync(id, hash, cancellationToken).ConfigureAwait(false))
        {
            return (await EndedAsync(id, hash, file, cancellationToken).ConfigureAwait(false), 1);
        }

        await _suspects.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var before = await _attempts.CountAsync(id, hash, cancellationToken).ConfigureAwait(false);
            if (before + 1 >= _options.MaxAttempts)
            {
                var detail = before.ToString(CultureInfo.InvariantCulture);
                return (new ExtractOutcome.Refused(new Rejection(RejectionCode.StopsReader, detail)), before + 1);
            }

            await _attempts.AddAsync(id, hash, cancellationToken).ConfigureAwait(false);
            return (await EndedAsync(id, hash, file, cancellationToken).ConfigureAwait(false), before + 1);
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

        await _attempts.ClearAsync(id, hash, cancellationToken).ConfigureAwait(false);
        return outcome;
    }

    private async Task<ExtractOutcome> WithinBudgetAsync(RawFile file, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(_options.ReadBudget, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var token = stop.Token;
        var reading = Task.Factory.StartNew(
            () => _extract.Run(file, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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
