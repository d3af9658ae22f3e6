using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// Looks, once a mail is claimed, whether it may still leave: the reader may have left since it was planned, and no reader is told the same by
/// two issues of which one is late. Both issues look after they have claimed, so that one of them at least sees the other.
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
            if (other.Id != issue.Id && (!other.IsSettled || other.Id.CutOff > issue.Id.CutOff))
            {
                others.Add(other);
            }
        }

        return new(issue, others, ledger);
    }

    /// <summary>Why the mail must not leave, one of <see cref="DeliveryAnswers"/>; null where it may.</summary>
    public async Task<string?> ObstacleAsync(Subscriber? reader, DigestVariant? variant, CancellationToken cancellationToken)
    {
        if (reader?.State == SubscriberState.Suppressed)
        {
            return DeliveryAnswers.Suppressed;
        }

        if (reader is not { State: SubscriberState.Active })
        {
            return DeliveryAnswers.Left;
        }

        if (variant is null)
        {
            return DeliveryAnswers.VariantMissing;
        }

        foreach (var other in _others)
        {
            if (await _ledger.FindAsync(other.Id, reader.Id, cancellationToken).ConfigureAwait(false) is { } row
                && ObstacleOf(other, row.Value.State, variant) is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }

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
