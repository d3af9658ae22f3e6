namespace Pipeline.Delivery;

/// <summary>Keeps the first moment of sending that no instance has taken yet. Safe in parallel.</summary>
public interface ISendingSlots
{
    /// <summary>The first free moment; null before anybody has taken one.</summary>
    Task<Versioned<DateTimeOffset>?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Moves it to <paramref name="next"/>, where <paramref name="version"/> (null: none) still stands; false where another instance was faster.</summary>
    Task<bool> TryMoveAsync(DateTimeOffset next, string? version, CancellationToken cancellationToken);
}
