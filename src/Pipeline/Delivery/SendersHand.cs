using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// One sender's hold on the hand of an issue and bucket, from when it was found free. Taking mails in hand and writing down how those before ended is one
/// write; where another was faster, the hand is lost. Not thread-safe.
/// </summary>
internal sealed class SendersHand
{
    /// <summary>Mails that end in one write: a transaction has 100 rows, and the hand is one of them.</summary>
    public const int MaxEnded = 99;

    private readonly IDeliveryLedger _ledger;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;
    private readonly Action<DeliveryEntry> _written;
    private DeliveryHand _hand;
    private string? _version;
    private List<DeliveryEntry> _ended = [];
    private bool _isLost;

    /// <summary>A hold on <paramref name="hand"/>, which was read under <paramref name="version"/>; <paramref name="written"/> hears of each end that is.</summary>
    public SendersHand(IDeliveryLedger ledger, TimeSpan lease, TimeProvider time, Action<DeliveryEntry> written, DeliveryHand hand, string? version)
    {
        _ledger = ledger;
        _lease = lease;
        _time = time;
        _written = written;
        _hand = hand;
        _version = version;
    }

    /// <summary>Takes <paramref name="mails"/> in hand instead of those before, whose ends are written down as well; false where the hand is lost.</summary>
    public Task<bool> TryTakeAsync(IReadOnlyList<DeliveryEntry> mails) => TryMoveAsync([.. mails.Select(mail => mail.Reader)]);

    /// <summary>Says how the mails in hand ended, or planned ones that are not sent at all; written down by the next write.</summary>
    public void End(IEnumerable<DeliveryEntry> ended) => _ended.AddRange(ended);

    /// <summary>
    /// Writes down what has ended and frees the hand. Mails in hand of which nobody knows how they ended stay there until the claim expires. False where the
    /// hand is lost.
    /// </summary>
    public async Task<bool> FreeAsync() => (_ended.Count == 0 || await TryMoveAsync([]).ConfigureAwait(false)) && !_isLost;

    // Not to be cancelled: mails taken in hand and not sent would count as uncertain, and answers would be lost.
    private async Task<bool> TryMoveAsync(IReadOnlyList<SubscriberId> mails)
    {
        var ended = _ended;
        var next = _hand with { Mails = mails, Until = mails.Count == 0 ? null : _time.GetUtcNow() + _lease };
        var version = _isLost ? null : await _ledger.TryMoveHandAsync(next, _version, ended, CancellationToken.None).ConfigureAwait(false);
        _ended = [];
        if (version is null)
        {
            _isLost = true;
            await EndLateAsync(ended).ConfigureAwait(false);
            return false;
        }

        (_hand, _version) = (next, version);
        ended.ForEach(_written);
        return true;
    }

    // Whoever took the hand over has called its mails uncertain, or planned them again; the answer that is known is better.
    private async Task EndLateAsync(List<DeliveryEntry> ended)
    {
        foreach (var entry in ended.Where(entry => _hand.Mails.Contains(entry.Reader)))
        {
            while (await _ledger.FindAsync(entry.Digest, entry.Reader, CancellationToken.None).ConfigureAwait(false) is { } there
                && there.Value.Answer == DeliveryAnswers.ClaimExpired)
            {
                if (await _ledger.TryReplaceAsync(entry, there.Version, CancellationToken.None).ConfigureAwait(false))
                {
                    _written(entry);
                    break;
                }
            }
        }
    }
}
