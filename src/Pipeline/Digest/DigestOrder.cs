using Pipeline.Extraction;

namespace Pipeline.Digest;

/// <summary>Which events of a dossier are told where there is no room for all: the weightier one comes first.</summary>
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

        var order = y.Event.IsPinned.CompareTo(x.Event.IsPinned);
        order = order != 0 ? order : y.IsTurn.CompareTo(x.IsTurn);
        order = order != 0 ? order : IsDay(y).CompareTo(IsDay(x));
        order = order != 0 ? order : IsReadable(y).CompareTo(IsReadable(x));
        order = order != 0 ? order : y.Salience.Sum.CompareTo(x.Salience.Sum);
        return order != 0 ? order : string.CompareOrdinal(x.Event.Id.Value, y.Event.Id.Value);
    }

    private static bool IsDay(DigestItem item) => item.Event.Date.Precision == DatePrecision.Day;

    // A clause from the middle of its sentence often wants what stands before it.
    private static bool IsReadable(DigestItem item) => SentenceShape.Begins(item.Event.Evidence);
}
