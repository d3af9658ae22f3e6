using System.Globalization;

namespace Pipeline.Extraction.Temporal;

/// <summary>A clock time or a part of the day.</summary>
/// <param name="Hour">0 to 24, or null where only a part of the day is known.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Part">MO, MI, AF, EV or NI, or null.</param>
/// <param name="Zone">Offset from UTC as in ISO 8601 (<c>Z</c>, <c>+01:00</c>), or null.</param>
internal sealed record TimeOfDay(int? Hour, int Minute, string? Part, string? Zone = null)
{
    /// <summary>The TIMEX3 value of this time of a day: <c>2026-03-04T08:00</c>.</summary>
    public string On(DateOnly day) => Hour is { } hour
        ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{hour:00}:{Minute:00}{Zone}")
        : string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{Part}");

    /// <summary>The part of a TIMEX3 value after the day: <c>T08:00</c>, <c>TMO</c>.</summary>
    public override string ToString() => Hour is { } hour
        ? string.Create(CultureInfo.InvariantCulture, $"T{hour:00}:{Minute:00}{Zone}")
        : "T" + Part;
}
