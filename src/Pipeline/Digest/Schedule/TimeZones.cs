using System.Collections.Concurrent;

namespace Pipeline.Digest.Schedule;

/// <summary>Looks up time zones by their IANA ids and remembers them. Thread-safe.</summary>
public sealed class TimeZones
{
    // More than all zones there are; ids that are none must not fill the memory.
    private const int MaxRemembered = 1000;
    private const int MaxIdLength = 64;
    private readonly ConcurrentDictionary<string, TimeZoneInfo?> _zones = new(StringComparer.Ordinal);

    /// <summary>The zone of <paramref name="id"/>; null where this system knows none of that name.</summary>
    public TimeZoneInfo? Find(string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MaxIdLength)
        {
            return null;
        }

        if (_zones.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = IsName(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;
        if (_zones.Count < MaxRemembered)
        {
            _zones[id] = found;
        }

        return found;
    }

    // An id becomes the path of a file on some systems.
    private static bool IsName(string id) =>
        char.IsAsciiLetter(id[0]) && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '+');
}
