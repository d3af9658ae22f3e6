namespace Pipeline.Adapters.Storage;

/// <summary>What the blob client makes of a name.</summary>
internal static class BlobName
{
    /// <summary>Whether the client addresses the blob of exactly this name: it folds the segments <c>.</c> and <c>..</c>, and takes <c>\</c> for <c>/</c>.</summary>
    public static bool IsAddressable(string name) =>
        name.Length > 0
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Split('/').Any(segment => segment is "." or "..");
}
