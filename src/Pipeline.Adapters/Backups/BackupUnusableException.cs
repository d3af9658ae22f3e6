namespace Pipeline.Adapters.Backups;

/// <summary>A folder that cannot be written to or restored from, or an account that cannot be restored into; the message says why and what to do.</summary>
public sealed class BackupUnusableException(string message) : Exception(message);
