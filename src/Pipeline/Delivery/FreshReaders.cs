using Pipeline.Subscribers;

namespace Pipeline.Delivery;

/// <summary>
/// The readers of a stretch as they were a moment ago: looked up for as many mails ahead as leave while a look is good, and again once that is
/// <see cref="MaxAge"/> old. Whoever leaves in between leaves while the mail is under way. Not thread-safe.
/// </summary>
/// <param name="store">The readers.</param>
/// <param name="mails">The mails of the stretch, in order.</param>
/// <param name="time">The clock.</param>
internal sealed class FreshReaders(ISubscriberStore store, IReadOnlyList<DeliveryEntry> mails, TimeProvider time)
{
    /// <summary>How old a look may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private readonly Dictionary<SubscriberId, Subscriber> _found = [];
    private long _at;
    private int _from;
    private int _until;
    private int _ahead = mails.Count;

    /// <summary>The readers of <paramref name="count"/> mails from number <paramref name="from"/> on, those who are there; each look is after the call before the last.</summary>
    public async Task<IReadOnlyDictionary<SubscriberId, Subscriber>> FindAsync(int from, int count, CancellationToken cancellationToken)
    {
        var isOld = _until > 0 && time.GetElapsedTime(_at) > MaxAge;
        if (isOld || from < _from || from + count > _until)
        {
            _ahead = isOld ? Math.Max(count, from - _from) : _ahead;
            (_from, _until, _at) = (from, Math.Min(mails.Count, from + Math.Max(count, _ahead)), time.GetTimestamp());
            _found.Clear();
            foreach (var reader in await store.FindAllAsync([.. mails.Skip(_from).Take(_until - _from).Select(mail => mail.Reader)], cancellationToken).ConfigureAwait(false))
            {
                _found[reader.Id] = reader;
            }
        }

        return _found;
    }
}
