namespace Pipeline.Delivery;

/// <summary>How fast mails may leave, over all instances together.</summary>
public interface ISendingRate
{
    /// <summary>Grants <paramref name="mails"/> mails now (zero), or says how long to wait before asking again.</summary>
    Task<TimeSpan> TakeAsync(int mails, CancellationToken cancellationToken);
}
