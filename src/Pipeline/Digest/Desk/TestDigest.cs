using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Digest.Desk;

/// <summary>
/// Sends a digest to one address as a test: nothing is frozen, entered in the ledger or marked as told, so that the real one comes all the same.
/// Thread-safe.
/// </summary>
public sealed class TestDigest
{
    private readonly DraftDigest _draft;
    private readonly InspectIssue _inspect;
    private readonly IDeliveryLedger _ledger;
    private readonly KeyRing _keys;
    private readonly ISubscriberStore _readers;
    private readonly ISuppressionStore _suppressions;
    private readonly DigestMail _mail;
    private readonly IMailer _mailer;
    private readonly NewsroomOptions _newsroom;
    private readonly TimeProvider _time;

    /// <summary>Sends through <paramref name="mailer"/>.</summary>
    public TestDigest(
        DraftDigest draft, InspectIssue inspect, IDeliveryLedger ledger, KeyRing keys, ISubscriberStore readers, ISuppressionStore suppressions, DigestMail mail,
        IMailer mailer, IOptions<NewsroomOptions> newsroom, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        _draft = draft;
        _inspect = inspect;
        _ledger = ledger;
        _keys = keys;
        _readers = readers;
        _suppressions = suppressions;
        _mail = mail;
        _mailer = mailer;
        _newsroom = newsroom.Value;
        _time = time;
    }

    /// <summary>
    /// Sends what the reader of <paramref name="address"/> would get now, or gets of <paramref name="issue"/>; an address that is no reader's gets the
    /// public digest in the newsroom's language, with links that lead to nobody's choices.
    /// </summary>
    public async Task<TestDigestOutcome> RunAsync(string address, DigestId? issue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var id = _keys.IdOf(address);
        if (await _suppressions.FindAsync(id, cancellationToken).ConfigureAwait(false) is not null)
        {
            return new TestDigestOutcome.Suppressed();
        }

        var known = (await _readers.FindAsync(id, cancellationToken).ConfigureAwait(false))?.Value;
        var reader = known ?? Somebody(id, address);
        var variant = issue is { } frozen ? await OfAsync(frozen, reader, cancellationToken).ConfigureAwait(false)
            : known is null ? (await _draft.RunAsync(reader.Preferences.Language, cancellationToken).ConfigureAwait(false))?.Variant
            : (await _draft.ForReaderAsync(reader, cancellationToken).ConfigureAwait(false))?.Variant;
        if (variant is null)
        {
            return issue is null ? new TestDigestOutcome.NothingNew() : new TestDigestOutcome.Unknown();
        }

        var mail = _mail.Of(variant, reader, isTest: true);
        return new TestDigestOutcome.Tried(mail.Subject, await _mailer.SendAsync(mail, cancellationToken).ConfigureAwait(false));
    }

    private async Task<DigestVariant?> OfAsync(DigestId issue, Subscriber reader, CancellationToken cancellationToken)
    {
        if (await _inspect.RunAsync(issue, cancellationToken).ConfigureAwait(false) is not { } inspected)
        {
            return null;
        }

        var own = (await _ledger.FindAsync(issue, reader.Id, cancellationToken).ConfigureAwait(false))?.Value.Variant;
        return inspected.Variants.Select(shown => shown.Variant)
            .OrderByDescending(variant => variant.Id == own).ThenByDescending(variant => variant.Language == reader.Preferences.Language).FirstOrDefault();
    }

    private Subscriber Somebody(SubscriberId id, string address) => new()
    {
        Id = id,
        Address = address.Trim(),
        State = SubscriberState.Pending,
        Preferences = new() { Language = _newsroom.Language, TimeZone = _newsroom.TimeZone },
        Since = _time.GetUtcNow(),
    };
}
