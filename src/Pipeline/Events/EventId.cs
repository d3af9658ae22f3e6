namespace Pipeline.Events;

/// <summary>Identity of an event: derived from the first mention that made it, and stable when its date moves.</summary>
/// <param name="Value">26 characters of base32.</param>
public readonly record struct EventId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
