namespace Pipeline.Delivery;

/// <summary>Holds all senders together to <see cref="DeliveryOptions.MailsPerSecond"/>. Thread-safe.</summary>
public interface ISendingRate
{
    /// <summary>
    /// Asks to send <paramref name="mails"/> now: zero where they may leave, else nothing is granted and the time says when to ask again. More than
    /// <see cref="DeliveryOptions.Burst"/> at once leave when the bucket is full, and those after them wait the longer.
    /// </summary>
    Task<TimeSpan> TakeAsync(int mails, CancellationToken cancellationToken);
}
