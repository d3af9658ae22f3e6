namespace Pipeline.LocalHost.Replay;

/// <summary>A report of an event in <c>replay --json</c>.</summary>
internal sealed record ReplayedMention(string File, string Date, string Evidence, string DateText, string Status);
