using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>The order of a timeline: by first day, a day before its month and a month before its year, then by who told it first.</summary>
public sealed class TimelineOrder : IComparer<StoredEvent>
{
    /// <summary>The one order.</summary>
    public static TimelineOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(StoredEvent? x, StoredEvent? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is null, y is null);
        }

        var order = x.Date.CompareTo(y.Date);
        order = order != 0 ? order : First(x).CompareTo(First(y));
        return order != 0 ? order : string.CompareOrdinal(x.Id.Value, y.Id.Value);
    }

    private static (DateOnly Published, int Position) First(StoredEvent told) =>
        told.Sources.Count == 0 ? (DateOnly.MaxValue, 0) : told.Sources.Min(source => (source.Published, source.Position));
}
