namespace Pipeline.Digest;

/// <summary>The order in which events are told: newest article first, then most sources, then nearest to its article, then surest, then latest.</summary>
internal sealed class DigestOrder : IComparer<DigestItem>
{
    /// <summary>The one order.</summary>
    public static DigestOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(DigestItem? x, DigestItem? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is null, y is null);
        }

        var order = y.Published.CompareTo(x.Published);
        order = order != 0 ? order : y.Event.Sources.Count.CompareTo(x.Event.Sources.Count);
        order = order != 0 ? order : Distance(x).CompareTo(Distance(y));
        order = order != 0 ? order : y.Event.Confidence.CompareTo(x.Event.Confidence);
        order = order != 0 ? order : y.Event.Date.First.CompareTo(x.Event.Date.First);
        return order != 0 ? order : string.CompareOrdinal(x.Event.Id.Value, y.Event.Id.Value);
    }

    private static int Distance(DigestItem item) => Math.Abs(item.Event.Date.Last.DayNumber - item.Published.DayNumber);
}
