using System.Runtime.CompilerServices;
using Pipeline.Delivery;
using Pipeline.Digest.Schedule;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// Enters the mails of an issue in the ledger: one row for each reader who is due. May be done again after a crash, or by two at once: readers,
/// positions and variants are the same, and a row that is there stays. Thread-safe.
/// </summary>
public sealed class PlanIssue
{
    private const int RowsAtOnce = 100;
    private const int ShardsAtOnce = 8;

    private readonly ISubscriberStore _readers;
    private readonly IPositionStore _positions;
    private readonly ComposeVariant _compose;
    private readonly IVariantStore _variants;
    private readonly IDeliveryLedger _ledger;
    private readonly DueReaders _due;
    private readonly TimeProvider _time;

    /// <summary>Plans for the readers of <paramref name="readers"/>.</summary>
    public PlanIssue(
        ISubscriberStore readers, IPositionStore positions, ComposeVariant compose, IVariantStore variants, IDeliveryLedger ledger, DueReaders due, TimeProvider time)
    {
        _readers = readers;
        _positions = positions;
        _compose = compose;
        _variants = variants;
        _ledger = ledger;
        _due = due;
        _time = time;
    }

    /// <summary>Plans the mails of <paramref name="issue"/> for those who fell due after <paramref name="after"/> and up to its cut-off.</summary>
    public async Task<IssuePlan> RunAsync(DigestIssue issue, DateTimeOffset after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var variants = new IssueVariants(issue.Id, _compose, _variants, cancellationToken);
        if (issue.IsEdition)
        {
            // First, so that readers who get the same share it.
            foreach (var language in Strings.Languages)
            {
                await variants.PublishAsync(language).ConfigureAwait(false);
            }
        }

        var shards = new IssuePlan[SubscriberId.Shards.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, shards.Length, options, async (shard, token) =>
            shards[shard] = await PlanShardAsync(issue, SubscriberId.Shards[shard], after, variants, token).ConfigureAwait(false)).ConfigureAwait(false);
        return new(
            [.. shards.SelectMany(shard => shard.Tickets)], await variants.ListAsync().ConfigureAwait(false),
            shards.Sum(shard => shard.Planned), shards.Sum(shard => shard.Skipped));
    }

    private async Task<IssuePlan> PlanShardAsync(
        DigestIssue issue, char shard, DateTimeOffset after, IssueVariants variants, CancellationToken cancellationToken)
    {
        var (stretches, batches, rows, skipped) = (new Stretches(issue.Id), new List<List<DeliveryEntry>>(), 0, 0);
        await foreach (var (reader, position) in WithPositionsAsync(shard, cancellationToken).ConfigureAwait(false))
        {
            if (!IsDue(issue, reader, position, after))
            {
                continue;
            }

            var variant = await variants.FindAsync(reader, position).ConfigureAwait(false);
            await AddAsync(EntryOf(issue, reader.Id, variant)).ConfigureAwait(false);
        }

        await FlushAsync().ConfigureAwait(false);
        return new(stretches.ToTickets(), [], stretches.Mails, skipped);

        async Task AddAsync(DeliveryEntry entry)
        {
            if (batches is not [.., { Count: < RowsAtOnce } open] || open[0].Reader.Bucket != entry.Reader.Bucket)
            {
                if (rows >= RowsAtOnce)
                {
                    await FlushAsync().ConfigureAwait(false);
                }

                batches.Add(open = []);
            }

            open.Add(entry);
            rows++;
        }

        async Task FlushAsync()
        {
            await Task.WhenAll(batches.Select(batch => _ledger.PlanAsync(batch, cancellationToken))).ConfigureAwait(false);
            foreach (var entry in batches.SelectMany(batch => batch))
            {
                if (entry.State == DeliveryState.Planned)
                {
                    stretches.Add(entry.Reader);
                }
                else
                {
                    skipped++;
                }
            }

            batches.Clear();
            rows = 0;
        }
    }

    private bool IsDue(DigestIssue issue, Subscriber reader, ReaderPosition? position, DateTimeOffset after)
    {
        if (reader.State != SubscriberState.Active)
        {
            return false;
        }

        // An edition made by hand goes to those who want every digest, whatever the hour.
        var isWaiting = issue.IsEdition && reader.Preferences.Frequency == DigestFrequency.EveryDigest;
        return isWaiting
            ? !_due.IsPaused(reader.Preferences, issue.Id.CutOff)
            : _due.DueAt(reader.Preferences, after, issue.Id.CutOff, position?.Issue.CutOff) is not null;
    }

    private DeliveryEntry EntryOf(DigestIssue issue, SubscriberId reader, DigestVariant? variant) => new()
    {
        Digest = issue.Id,
        Reader = reader,
        Variant = variant?.Id,
        State = variant is null ? DeliveryState.Skipped : DeliveryState.Planned,
        Answer = variant is null ? DeliveryAnswers.NothingNew : null,
        At = _time.GetUtcNow(),
    };

    // Both are streams in the order of the readers' ids.
    private async IAsyncEnumerable<(Subscriber Reader, ReaderPosition? Position)> WithPositionsAsync(
        char shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var positions = _positions.ListAsync(shard, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isLeft = await positions.MoveNextAsync().ConfigureAwait(false);
        await foreach (var reader in _readers.ListAsync(shard, cancellationToken).ConfigureAwait(false))
        {
            while (isLeft && string.CompareOrdinal(positions.Current.Reader.Value, reader.Id.Value) < 0)
            {
                isLeft = await positions.MoveNextAsync().ConfigureAwait(false);
            }

            yield return (reader, isLeft && positions.Current.Reader == reader.Id ? positions.Current : null);
        }
    }
}
