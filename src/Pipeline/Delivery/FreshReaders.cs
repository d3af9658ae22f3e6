using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// The readers of a stretch as they were a moment ago: looked up for some mails ahead, and again once that is <see cref="MaxAge"/> old. Whoever leaves in between
/// leaves while the mail is under way. Not thread-safe.
/// </summary>
/// <param name="store">The readers.</param>
/// <param name="mails">The mails of the stretch, in order.</param>
/// <param name="time">The clock.</param>
internal sealed class FreshReaders(ISubscriberStore store, IReadOnlyList<DeliveryEntry> mails, TimeProvider time)
{
    /// <summary>How old a look may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private const int Ahead = 250;
    private readonly Dictionary<SubscriberId, Subscriber> _found = [];
    private long _at;
    private int _from;
    private int _until;

    /// <summary>The readers of <paramref name="count"/> mails from number <paramref name="from"/> on, those who are there; each look is after the call before the last.</summary>
    public async Task<IReadOnlyDictionary<SubscriberId, Subscriber>> FindAsync(int from, int count, CancellationToken cancellationToken)
    {
        if (from < _from || from + count > _until || time.GetElapsedTime(_at) > MaxAge)
        {
            (_from, _until, _at) = (from, Math.Min(mails.Count, from + Math.Max(count, Ahead)), time.GetTimestamp());
            _found.Clear();
            foreach (var reader in await store.FindAllAsync([.. mails.Skip(_from).Take(_until - _from).Select(mail => mail.Reader)], cancellationToken).ConfigureAwait(false))
            {
                _found[reader.Id] = reader;
            }
        }

        return _found;
    }
}
