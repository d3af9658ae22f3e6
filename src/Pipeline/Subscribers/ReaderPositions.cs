using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Subscribers;

/// <summary>
/// How far readers have been told, by the ledger of deliveries: a mail that was sent, or may have been, is told from when its row says so. The stored positions
/// follow before the next issue is planned. Thread-safe.
/// </summary>
public sealed class ReaderPositions
{
    private const int IssuesToLookAt = 20;
    private const int RowsAtOnce = 100;
    private const int ShardsAtOnce = 4;

    private readonly IPositionStore _positions;
    private readonly IDeliveryLedger _ledger;
    private readonly IDigestStore _digests;
    private readonly ISubscriberStore _readers;
    private readonly DigestOptions _options;

    /// <summary>Positions in <paramref name="positions"/> and <paramref name="ledger"/>.</summary>
    public ReaderPositions(
        IPositionStore positions, IDeliveryLedger ledger, IDigestStore digests, ISubscriberStore readers, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _positions = positions;
        _ledger = ledger;
        _digests = digests;
        _readers = readers;
        _options = options.Value;
    }

    /// <summary>The position of one reader as of now; null before the first digest.</summary>
    public async Task<ReaderPosition?> FindAsync(SubscriberId reader, CancellationToken cancellationToken)
    {
        // The ledger first: an issue that is settled has its mails in the position.
        ReaderPosition? told = null;
        await foreach (var issue in _digests.ListLatestAsync(_options.List, IssuesToLookAt, cancellationToken).ConfigureAwait(false))
        {
            if (!issue.IsSettled && await _ledger.FindAsync(issue.Id, reader, cancellationToken).ConfigureAwait(false) is { } row && ToldBy(row.Value) is { } last)
            {
                told = last;
                break;
            }
        }

        var stored = await _positions.FindAsync(reader, cancellationToken).ConfigureAwait(false);
        return IsLater(told, stored) ? told : stored;
    }

    /// <summary>Moves the stored positions on to what the ledger says of <paramref name="issue"/>; of readers who are still there only.</summary>
    public async Task CatchUpAsync(DigestId issue, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(SubscriberId.Shards, options, async (shard, token) =>
        {
            // Another run may move the same readers; what is left is less each time.
            while (!await TryCatchUpAsync(issue, shard, token).ConfigureAwait(false))
            {
            }
        }).ConfigureAwait(false);
    }

    // Ledger and positions are streams in the order of the readers' ids.
    private async Task<bool> TryCatchUpAsync(DigestId issue, char shard, CancellationToken cancellationToken)
    {
        var moves = new List<(ReaderPosition Position, string? Version)>(RowsAtOnce);
        await using var stored = _positions.ListVersionsAsync(shard, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (hasBegun, isLeft) = (false, true);
        await foreach (var row in _ledger.ListAsync(issue, shard, cancellationToken).ConfigureAwait(false))
        {
            if (ToldBy(row.Value) is not { } told)
            {
                continue;
            }

            while (isLeft && (!hasBegun || string.CompareOrdinal(stored.Current.Value.Reader.Value, told.Reader.Value) < 0))
            {
                (isLeft, hasBegun) = (await stored.MoveNextAsync().ConfigureAwait(false), true);
            }

            var there = isLeft && stored.Current.Value.Reader == told.Reader ? stored.Current : null;
            if (IsLater(told, there?.Value))
            {
                moves.Add((told, there?.Version));
            }

            if (moves.Count == RowsAtOnce && !await TryMoveAsync(moves, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }

        return await TryMoveAsync(moves, cancellationToken).ConfigureAwait(false);
    }

    // A reader who was erased does not come back: looked at before, and once more behind the write.
    private async Task<bool> TryMoveAsync(List<(ReaderPosition Position, string? Version)> moves, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(moves, cancellationToken).ConfigureAwait(false);
        moves.RemoveAll(move => !known.Contains(move.Position.Reader));
        if (moves.Count > 0 && !await _positions.TryMoveAsync(moves, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        known = await KnownAsync(moves, cancellationToken).ConfigureAwait(false);
        foreach (var (gone, _) in moves.Where(move => !known.Contains(move.Position.Reader)))
        {
            await _positions.EraseAsync(gone.Reader, cancellationToken).ConfigureAwait(false);
        }

        moves.Clear();
        return true;
    }

    private async Task<HashSet<SubscriberId>> KnownAsync(List<(ReaderPosition Position, string? Version)> moves, CancellationToken cancellationToken) =>
        [.. (await _readers.FindAllAsync([.. moves.Select(move => move.Position.Reader)], cancellationToken).ConfigureAwait(false)).Select(reader => reader.Id)];

    private static ReaderPosition? ToldBy(DeliveryEntry entry) =>
        entry is { State: DeliveryState.Submitted or DeliveryState.Uncertain, Variant: { } variant } ? new(entry.Reader, entry.Digest, variant) : null;

    private static bool IsLater(ReaderPosition? told, ReaderPosition? stored) =>
        told is not null && (stored is null || stored.Issue.CutOff < told.Issue.CutOff);
}
