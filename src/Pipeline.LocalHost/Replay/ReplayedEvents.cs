namespace Pipeline.LocalHost.Replay;

/// <summary>The last line of <c>replay --json</c>.</summary>
internal sealed record ReplayedEvents(IReadOnlyList<ReplayedEvent> Events);
