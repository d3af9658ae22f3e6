using Pipeline.Subscribers;

namespace Pipeline.InMemory;

/// <summary>Counts of sign-ups in memory. Thread-safe.</summary>
public sealed class InMemorySignUpCounts : ISignUpCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _hour;

    /// <inheritdoc/>
    public Task<bool> TryTakeAsync(string key, DateTimeOffset at, int max, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var hour = at.UtcTicks / TimeSpan.TicksPerHour;
            if (hour != _hour)
            {
                _counts.Clear();
                _hour = hour;
            }

            var count = _counts.GetValueOrDefault(key);
            if (count >= max)
            {
                return Task.FromResult(false);
            }

            _counts[key] = count + 1;
            return Task.FromResult(true);
        }
    }
}
