namespace Pipeline.Receipts;

/// <summary>What became of a mail to an editor.</summary>
/// <param name="MayHaveGone">False where it has surely not gone out, and may be tried again.</param>
/// <param name="Problem">Why it has not arrived for sure; null where the server took it.</param>
internal readonly record struct EditorAnswer(bool MayHaveGone, string? Problem);
