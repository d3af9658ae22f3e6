using Microsoft.Extensions.Options;

namespace Pipeline.Delivery;

/// <summary>
/// A token bucket that all instances share. Time is cut into moments, one a mail; an instance takes a stretch of them from <see cref="ISendingSlots"/>, about one
/// second's worth, and lets a mail leave when its moment has come. Moments older than the burst are lost, so that over any time T no more than
/// rate × T + burst mails leave, however many instances send. What an instance takes and does not use is lost as well: slower, never faster. Thread-safe.
/// </summary>
public sealed class SendingRate : ISendingRate, IDisposable
{
    private readonly ISendingSlots _slots;
    private readonly TimeProvider _time;
    private readonly double _perSecond;
    private readonly int _burst;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<long> _moments = new();

    /// <summary>The rate of <paramref name="options"/>; zero lets everything leave.</summary>
    public SendingRate(IOptions<DeliveryOptions> options, ISendingSlots slots, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _slots = slots;
        _time = time;
        _perSecond = options.Value.MailsPerSecond;
        _burst = options.Value.Burst > 0 ? options.Value.Burst : Math.Max(1, (int)Math.Ceiling(_perSecond));
    }

    private double TicksPerMail => TimeSpan.TicksPerSecond / _perSecond;

    /// <inheritdoc/>
    public async Task<TimeSpan> TakeAsync(int mails, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mails, 1);
        if (_perSecond <= 0)
        {
            return TimeSpan.Zero;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DropOld(_time.GetUtcNow().UtcTicks);
            while (_moments.Count < mails)
            {
                await ReserveAsync(mails - _moments.Count, cancellationToken).ConfigureAwait(false);
            }

            return Grant(mails, _time.GetUtcNow().UtcTicks);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private TimeSpan Grant(int mails, long now)
    {
        // Of more mails than the bucket holds, those beyond it leave on moments to come.
        var decisive = _moments.ElementAt(Math.Min(mails, _burst) - 1);
        if (decisive > now)
        {
            return TimeSpan.FromTicks(decisive - now);
        }

        for (var i = 0; i < mails; i++)
        {
            _moments.Dequeue();
        }

        return TimeSpan.Zero;
    }

    private void DropOld(long now)
    {
        while (_moments.TryPeek(out var moment) && moment <= now - (_burst * TicksPerMail))
        {
            _moments.Dequeue();
        }
    }

    private async Task ReserveAsync(int missing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await _slots.FindAsync(cancellationToken).ConfigureAwait(false);
            var now = _time.GetUtcNow().UtcTicks;
            var full = now - (long)((_burst - 1) * TicksPerMail);
            var start = Math.Max(found?.Value.UtcTicks ?? full, full);

            // Up to a second ahead of now, so that storage is asked about once a second; where others have that second, the next one.
            var length = Math.Max(TimeSpan.TicksPerSecond, now + TimeSpan.TicksPerSecond - start);
            var count = Math.Max(missing, (int)Math.Ceiling(length / TicksPerMail));
            var next = new DateTimeOffset(start + (long)Math.Ceiling(count * TicksPerMail), TimeSpan.Zero);
            if (await _slots.TryMoveAsync(next, found?.Version, cancellationToken).ConfigureAwait(false))
            {
                for (var i = 0; i < count; i++)
                {
                    _moments.Enqueue(start + (long)(i * TicksPerMail));
                }

                return;
            }
        }
    }
}
