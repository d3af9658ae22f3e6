namespace Pipeline.LocalHost.Replay;

/// <summary>An event in a line of <c>replay --json</c> for a digest.</summary>
internal sealed record ReplayedEntry(string Event);
