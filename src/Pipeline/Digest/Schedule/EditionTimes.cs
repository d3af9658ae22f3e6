using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pipeline.Digest.Schedule;

/// <summary>The local times of a list's editions, in order, each once. Immutable.</summary>
public sealed class EditionTimes
{
    private const int MaxTimes = 24;
    private static readonly string[] s_formats = ["H:mm", "HH:mm"];

    private EditionTimes(IReadOnlyList<TimeOnly> times) => Times = times;

    /// <summary>The times; at least one.</summary>
    public IReadOnlyList<TimeOnly> Times { get; }

    /// <summary>Reads times of 24 hours parted by commas ("06:30, 18:00"), one to 24 of them; false for any other text.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EditionTimes? editions)
    {
        editions = null;
        var times = new SortedSet<TimeOnly>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TimeOnly.TryParseExact(part, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return false;
            }

            times.Add(time);
        }

        editions = times.Count <= MaxTimes ? new EditionTimes([.. times]) : null;
        return editions is not null;
    }
}
