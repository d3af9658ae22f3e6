using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Bounces;

/// <summary>
/// Does what a notice asks for. A proven or trusted one acts at once: a bad address and a complaint suppress. One that anybody could have written only counts,
/// as passing failures do, so that no stranger takes a reader off the list with one mail. The same notice twice does the same once. Thread-safe.
/// </summary>
public sealed partial class ApplyBounce
{
    private const int IssuesToLookAt = 60;
    private readonly ISubscriberStore _subscribers;
    private readonly IDigestStore _digests;
    private readonly IBounceStore _bounces;
    private readonly SuppressAddress _suppress;
    private readonly KeyRing _keys;
    private readonly BounceOptions _options;
    private readonly string _list;
    private readonly TimeProvider _time;
    private readonly ILogger<ApplyBounce> _logger;

    /// <summary>A use case over these stores.</summary>
    public ApplyBounce(
        ISubscriberStore subscribers, IDigestStore digests, IBounceStore bounces, SuppressAddress suppress, KeyRing keys, IOptions<BounceOptions> options,
        IOptions<DigestOptions> digest, TimeProvider time, ILogger<ApplyBounce> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(digest);
        _subscribers = subscribers;
        _digests = digests;
        _list = digest.Value.List;
        _bounces = bounces;
        _suppress = suppress;
        _keys = keys;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>What came of it. Broken storage throws; the same notice again then goes on.</summary>
    public async Task<BounceEffect> RunAsync(BounceNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var reader = notice.Proven ?? (notice.Address is null ? null : _keys.IdOf(notice.Address));
        if (reader is not { } id || (notice.Proven is null && await _subscribers.FindAsync(id, cancellationToken).ConfigureAwait(false) is null))
        {
            return BounceEffect.ReaderUnknown;
        }

        var isCertain = notice.IsTrusted || notice.Proven is not null || await IsOursAsync(notice.MessageId, id, cancellationToken).ConfigureAwait(false);
        switch (notice.Kind)
        {
            case BounceKind.Hard when isCertain:
                return await SuppressAsync(id, SuppressionReason.Bounced, notice.Status?.ToString(), cancellationToken).ConfigureAwait(false);
            case BounceKind.Complaint when isCertain:
                return await SuppressAsync(id, SuppressionReason.Complained, null, cancellationToken).ConfigureAwait(false);
            case BounceKind.Hard or BounceKind.Complaint or BounceKind.Soft:
                return await CountAsync(id, notice, cancellationToken).ConfigureAwait(false);
            case BounceKind.Delivered when isCertain:
                await _bounces.ClearAsync(id, cancellationToken).ConfigureAwait(false);
                return BounceEffect.Noted;
            case BounceKind.Policy:
                LogPolicy(_logger, id.Value, notice.Status?.ToString() ?? "");
                return BounceEffect.Noted;
            default:
                return BounceEffect.Noted;
        }
    }

    // The id of a mail is made of the issue and the reader's id, which is a keyed hash: who knows it has seen the mail.
    private async Task<bool> IsOursAsync(string? messageId, SubscriberId reader, CancellationToken cancellationToken) =>
        messageId is not null && await _digests.ListLatestAsync(_list, IssuesToLookAt, cancellationToken)
            .AnyAsync(issue => Identifier.Of(issue.Id.ToString(), reader.Value) == messageId, cancellationToken).ConfigureAwait(false);

    private async Task<BounceEffect> CountAsync(SubscriberId id, BounceNotice notice, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = _time.GetUtcNow();
            var found = await _bounces.FindAsync(id, cancellationToken).ConfigureAwait(false);
            var known = found?.Value ?? [];
            var isNew = known.All(failure => failure.Notice != notice.Id);
            List<CountedFailure> counted = [.. known.Where(failure => failure.At > now - _options.SoftPeriod || failure.Notice == notice.Id)];
            if (isNew)
            {
                counted.Add(new CountedFailure(notice.Id, now, notice.Status?.ToString()));
            }

            // The row is kept until the address is suppressed, so that a death in between is made good when the notice comes again.
            if (!isNew || await _bounces.TrySaveAsync(id, counted, found?.Version, cancellationToken).ConfigureAwait(false))
            {
                return counted.Count < _options.SoftLimit
                    ? Counted(id, counted.Count)
                    : await SuppressAsync(id, SuppressionReason.Bounced, $"{counted.Count} x {notice.Status}".TrimEnd(' ', 'x'), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private BounceEffect Counted(SubscriberId id, int failures)
    {
        LogCounted(_logger, id.Value, failures);
        return BounceEffect.Counted;
    }

    private async Task<BounceEffect> SuppressAsync(SubscriberId id, SuppressionReason reason, string? detail, CancellationToken cancellationToken)
    {
        await _suppress.RunAsync(id, reason, detail, cancellationToken).ConfigureAwait(false);
        await _bounces.ClearAsync(id, cancellationToken).ConfigureAwait(false);
        return BounceEffect.Suppressed;
    }
}
