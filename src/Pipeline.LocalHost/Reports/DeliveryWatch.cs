using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.LocalHost.Reports;

/// <summary>Follows the mails of a digest run in the ledger until each has gone, failed, or been tried in vain.</summary>
internal sealed class DeliveryWatch(IDigestStore digests, IDeliveryLedger ledger, IOptions<DigestOptions> options, TimeProvider time)
{
    // As many as a digest run takes up again.
    private const int Issues = 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan s_shortPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The ledger as it stands: the deliveries of the newest issues that may go out.</summary>
    public async Task<IReadOnlyDictionary<(DigestId Digest, SubscriberId Reader), DeliveryEntry>> LookAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<(DigestId, SubscriberId), DeliveryEntry>();
        await foreach (var issue in digests.ListLatestAsync(options.Value.List, Issues, cancellationToken))
        {
            if (issue.ExpiresAt <= time.GetUtcNow() || issue.State != IssueState.Open)
            {
                continue;
            }

            await foreach (var row in ledger.ListAsync(issue.Id, cancellationToken))
            {
                found[(issue.Id, row.Value.Reader)] = row.Value;
            }
        }

        return found;
    }

    /// <summary>Waits until what was released before has been tried, so that a digest made now does not tell the same; not for long, since a ticket may be lost.</summary>
    public async Task WaitForReleasedAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_shortPatience && (await LookAsync(cancellationToken)).Values.Any(entry => IsOpen(entry) && !(entry.NotBefore > time.GetUtcNow())))
        {
            await Task.Delay(s_pause, cancellationToken);
        }
    }

    /// <summary>Waits until no delivery is left that has not been tried since <paramref name="before"/>; returns those that have moved since then.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> WaitAsync(
        IReadOnlyDictionary<(DigestId Digest, SubscriberId Reader), DeliveryEntry> before, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var now = await LookAsync(cancellationToken);
            if (now.All(pair => IsSettled(pair.Value, before.GetValueOrDefault(pair.Key))) || clock.Elapsed > s_patience)
            {
                return [.. now.Where(pair => !before.TryGetValue(pair.Key, out var old) || IsOpen(old)).Select(pair => pair.Value)];
            }

            await Task.Delay(s_pause, cancellationToken);
        }
    }

    private static bool IsOpen(DeliveryEntry entry) => entry.State is DeliveryState.Planned or DeliveryState.Claimed;

    private static bool IsSettled(DeliveryEntry entry, DeliveryEntry? before) => entry.State switch
    {
        DeliveryState.Planned => entry.Attempts > (before?.Attempts ?? 0),
        DeliveryState.Claimed => before is { State: DeliveryState.Claimed } && before.Attempts == entry.Attempts,
        _ => true,
    };
}
