namespace Pipeline.LocalHost.Replay;

/// <summary>A mention in a file of given mentions.</summary>
internal sealed record GivenMention(
    string Date, string Status, string Evidence, string DateText, string? PreviousDate, IReadOnlyList<string>? DateAlt, IReadOnlyList<string>? Warnings);
