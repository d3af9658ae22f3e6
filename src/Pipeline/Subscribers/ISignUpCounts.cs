namespace Pipeline.Subscribers;

/// <summary>Counts sign-ups by the hour, for all instances of the app together. Safe in parallel.</summary>
public interface ISignUpCounts
{
    /// <summary>Counts one more under <paramref name="key"/> in the hour (UTC) of <paramref name="at"/>; false, uncounted, where <paramref name="max"/> are reached.</summary>
    Task<bool> TryTakeAsync(string key, DateTimeOffset at, int max, CancellationToken cancellationToken);
}
