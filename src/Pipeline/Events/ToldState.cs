namespace Pipeline.Events;

/// <summary>What readers know of an event.</summary>
/// <param name="HasAny">Whether an issue has told anything of it.</param>
/// <param name="HasWithdrawal">Whether an issue has told that nobody tells it any more.</param>
public readonly record struct ToldState(bool HasAny, bool HasWithdrawal);
