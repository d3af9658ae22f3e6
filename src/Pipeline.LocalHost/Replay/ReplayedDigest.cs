using Pipeline.Digest;

namespace Pipeline.LocalHost.Replay;

/// <summary>A line of <c>replay --json</c> for a digest.</summary>
internal sealed record ReplayedDigest(
    string After, IReadOnlyList<ReplayedEntry> New, IReadOnlyList<ReplayedEntry> Updated, IReadOnlyList<ReplayedEntry> Contradicted, IReadOnlyList<ReplayedEntry> Confirmed,
    IReadOnlyList<ReplayedEntry> Figures, IReadOnlyList<RankedEvent> Ranking);
