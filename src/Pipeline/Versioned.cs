namespace Pipeline;

/// <summary>A stored value with the version under which it may be replaced.</summary>
/// <param name="Value">The value as read.</param>
/// <param name="Version">Opaque version (an ETag); a save under an outdated one is refused.</param>
public sealed record Versioned<T>(T Value, string Version);
