namespace Pipeline.Digest.Schedule;

/// <summary>
/// How far the ticks of a list have come. A tick first stores the issue that it begins, plans it, and then moves on: one that dies in between leaves
/// the issue in progress, which the next tick finishes first.
/// </summary>
/// <param name="List">The list.</param>
/// <param name="Until">Whoever fell due up to here, this instant included, has been seen to.</param>
/// <param name="InProgress">The issue that is being planned for those who fell due in (<paramref name="Until"/>, its cut-off]; null between ticks.</param>
public sealed record DigestCoverage(string List, DateTimeOffset Until, DigestId? InProgress)
{
    /// <summary>Whether the issue in progress is an edition made by hand.</summary>
    public bool IsEdition { get; init; }

    /// <summary>The same with the issue of the tick at <paramref name="now"/> in progress.</summary>
    /// <exception cref="InvalidOperationException">Another one is in progress.</exception>
    public DigestCoverage Begin(DateTimeOffset now) => InProgress is null
        ? this with { InProgress = new DigestId(List, TickWindow.Whole(now)) }
        : throw new InvalidOperationException($"{InProgress} is in progress.");

    /// <summary>The same with the issue in progress done.</summary>
    /// <exception cref="InvalidOperationException">None is in progress.</exception>
    public DigestCoverage Finish() => InProgress is { } done
        ? this with { Until = done.CutOff > Until ? done.CutOff : Until, InProgress = null, IsEdition = false }
        : throw new InvalidOperationException($"No issue of {List} is in progress.");
}
