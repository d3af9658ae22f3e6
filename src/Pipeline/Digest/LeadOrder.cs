using Pipeline.Extraction;

namespace Pipeline.Digest;

/// <summary>
/// Which event leads an issue: one that several publishers tell or that alters plans, before others; then what opens its article, then what
/// is freshest.
/// </summary>
/// <param name="newest">Publication day of the newest article: a plan for an earlier day has been overtaken and leads last.</param>
internal sealed class LeadOrder(DateOnly newest) : IComparer<DigestItem>
{
    // Title and first paragraph, in characters.
    private const int Opening = 400;

    /// <inheritdoc/>
    public int Compare(DigestItem? x, DigestItem? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is null, y is null);
        }

        if (x.Event.IsPinned != y.Event.IsPinned)
        {
            return y.Event.IsPinned.CompareTo(x.Event.IsPinned);
        }

        var order = IsOvertaken(x).CompareTo(IsOvertaken(y));
        order = order != 0 ? order : SentenceShape.Begins(y.Event.Evidence).CompareTo(SentenceShape.Begins(x.Event.Evidence));
        order = order != 0 ? order : HasWeight(y).CompareTo(HasWeight(x));
        order = order != 0 ? order : IsOpening(y).CompareTo(IsOpening(x));
        order = order != 0 ? order : y.Published.CompareTo(x.Published);
        order = order != 0 ? order : y.IndependentSources.CompareTo(x.IndependentSources);
        order = order != 0 ? order : x.Position.CompareTo(y.Position);
        return order != 0 ? order : DigestOrder.Instance.Compare(x, y);
    }

    private static bool HasWeight(DigestItem item) => item.IsTurn || item.IndependentSources > 1;

    private static bool IsOpening(DigestItem item) => item.Position < Opening;

    private bool IsOvertaken(DigestItem item) => item.Event.Status == EventStatus.Planned && item.Event.Date.Last < newest;
}
