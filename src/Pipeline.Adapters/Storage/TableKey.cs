using System.Globalization;
using Pipeline.Extraction;

namespace Pipeline.Adapters.Storage;

/// <summary>Keys of table rows, all in the alphabet <c>[a-z0-9~.-]</c>: no service, tool or URL treats one of these characters in its own way.</summary>
internal static class TableKey
{
    /// <summary><paramref name="id"/> itself where it is a safe key, an id derived from it otherwise.</summary>
    public static string From(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return EntityLimits.IsSafeKey(id) ? id : Identifier.Of("key", id);
    }

    /// <summary>The partition of a date: <c>2026-03-04</c>, <c>2026-03~</c>, <c>2026~</c> or <c>2026-03-04~2026-03-06</c>; an imprecise date sorts after its days.</summary>
    public static string OfDate(DateSpan date) => date.Precision switch
    {
        DatePrecision.Day => date.ToString(),
        DatePrecision.Interval => date.ToString().Replace('/', '~'),
        _ => date.ToString() + "~",
    };

    /// <summary>The date of a key made by <see cref="OfDate"/>.</summary>
    public static DateSpan DateOf(string key) => DateSpan.Parse(key.TrimEnd('~').Replace('~', '/'));

    /// <summary>The partition of an instant: its hour in UTC.</summary>
    public static string OfHour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>A key that sorts as time does; 100 ns steps.</summary>
    public static string OfTicks(long utcTicks) => utcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>The instant of a key made by <see cref="NewestFirst"/>.</summary>
    public static DateTimeOffset FromNewestFirst(string key) =>
        new(DateTimeOffset.MaxValue.UtcTicks - long.Parse(key, CultureInfo.InvariantCulture), TimeSpan.Zero);

    /// <summary>A key that sorts newest first.</summary>
    public static string NewestFirst(DateTimeOffset at) => OfTicks(DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks);
}
