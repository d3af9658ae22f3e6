using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// Looks, once mails are in hand, whether they may still leave: the reader may have left since it was planned, and no reader is told the same by
/// two issues of which one is late. Both issues look once they have them in hand, so that one of them at least sees the other.
/// </summary>
public sealed class DeliveryCheck
{
    private const int IssuesToLookAt = 20;

    private readonly DigestIssue _issue;
    private readonly IReadOnlyList<DigestIssue> _others;
    private readonly IDeliveryLedger _ledger;

    private DeliveryCheck(DigestIssue issue, IReadOnlyList<DigestIssue> others, IDeliveryLedger ledger)
    {
        _issue = issue;
        _others = others;
        _ledger = ledger;
    }

    /// <summary>The check of mails of <paramref name="issue"/>; issues that have mails under way are looked up once.</summary>
    public static async Task<DeliveryCheck> ForAsync(DigestIssue issue, IDigestStore digests, IDeliveryLedger ledger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        ArgumentNullException.ThrowIfNull(digests);
        var others = new List<DigestIssue>();
        await foreach (var other in digests.ListLatestAsync(issue.Id.List, IssuesToLookAt, cancellationToken).ConfigureAwait(false))
        {
            // What was settled before the cut-off was in the readers' positions when this issue was planned.
            if (other.Id != issue.Id && (!other.IsSettled || other.SettledAt > issue.Id.CutOff || other.Id.CutOff > issue.Id.CutOff))
            {
                others.Add(other);
            }
        }

        return new(issue, others, ledger);
    }

    /// <summary>Why each of some mails to readers of one shard, in the order of their ids, must not leave, one of <see cref="DeliveryAnswers"/>; null where it may.</summary>
    public async Task<IReadOnlyList<string?>> ObstaclesAsync(IReadOnlyList<(Subscriber? Reader, DigestVariant? Variant)> mails, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mails);
        var obstacles = mails.Select(mail => ObstacleOf(mail.Reader, mail.Variant)).ToArray();
        foreach (var other in _others)
        {
            List<SubscriberId> free = [.. mails.Zip(obstacles).Where(pair => pair.Second is null).Select(pair => pair.First.Reader!.Id)];
            var rows = (await _ledger.FindAllAsync(other.Id, free, cancellationToken).ConfigureAwait(false)).ToDictionary(row => row.Reader);
            for (var i = 0; i < obstacles.Length; i++)
            {
                obstacles[i] ??= rows.TryGetValue(mails[i].Reader!.Id, out var row) ? ObstacleOf(other, row.State, mails[i].Variant!) : null;
            }
        }

        return obstacles;
    }

    private static string? ObstacleOf(Subscriber? reader, DigestVariant? variant) => (reader?.State, variant) switch
    {
        (SubscriberState.Suppressed, _) => DeliveryAnswers.Suppressed,
        (not SubscriberState.Active, _) => DeliveryAnswers.Left,
        (_, null) => DeliveryAnswers.VariantMissing,
        _ => null,
    };

    private string? ObstacleOf(DigestIssue other, DeliveryState state, DigestVariant variant)
    {
        var mayHaveGone = state is DeliveryState.Claimed or DeliveryState.Submitted or DeliveryState.Uncertain;
        if (other.Id.CutOff > _issue.Id.CutOff)
        {
            return mayHaveGone || state == DeliveryState.Planned ? DeliveryAnswers.Superseded : null;
        }

        var isNews = variant.PreviousIssue is not { } previous || other.Id.CutOff > previous.CutOff;
        return mayHaveGone && isNews ? DeliveryAnswers.ToldMeanwhile : null;
    }
}
