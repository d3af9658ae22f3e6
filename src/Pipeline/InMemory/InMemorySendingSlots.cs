using System.Globalization;
using Pipeline.Delivery;

namespace Pipeline.InMemory;

/// <summary>The first free moment of sending, in memory. Thread-safe.</summary>
public sealed class InMemorySendingSlots : ISendingSlots
{
    private readonly Lock _lock = new();
    private DateTimeOffset _next;
    private int _version;

    /// <inheritdoc/>
    public Task<Versioned<DateTimeOffset>?> FindAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<Versioned<DateTimeOffset>?>(_version == 0 ? null : new(_next, VersionText(_version)));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryMoveAsync(DateTimeOffset next, string? version, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (version != (_version == 0 ? null : VersionText(_version)))
            {
                return Task.FromResult(false);
            }

            (_next, _version) = (next, _version + 1);
            return Task.FromResult(true);
        }
    }

    private static string VersionText(int version) => version.ToString(CultureInfo.InvariantCulture);
}
