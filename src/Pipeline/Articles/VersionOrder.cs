namespace Pipeline.Articles;

/// <summary>
/// Tells which of two versions of a file is newer: the one written later and, where both were written in one second, the one that lies in the
/// container; where neither does, the one with the greater ETag. Thread-safe.
/// </summary>
internal sealed class VersionOrder(IDroppedFiles files)
{
    /// <summary>Whether <paramref name="arrival"/> replaces <paramref name="head"/>.</summary>
    public async Task<bool> IsNewerAsync(Arrival arrival, ArticleHead head, CancellationToken cancellationToken)
    {
        if (arrival.File.LastModified < head.LastModified || IsSame(arrival, head))
        {
            return false;
        }

        // Storage counts seconds. And after a removal, a worker that still holds the file must not bring it back.
        var isTie = arrival.File.LastModified == head.LastModified;
        if (!isTie && head.State != ArticleState.Removed)
        {
            return true;
        }

        var current = await files.FindAsync(arrival.BlobName, cancellationToken).ConfigureAwait(false);
        if (current is null)
        {
            return isTie && head.State != ArticleState.Removed && string.CompareOrdinal(arrival.ETag, head.ETag) > 0;
        }

        return current.ETag == arrival.ETag
            || (current.ETag != head.ETag && string.CompareOrdinal(arrival.ETag, head.ETag) > 0)
            || (!isTie && current.LastModified <= arrival.File.LastModified);
    }

    /// <summary>Whether both are one version.</summary>
    public static bool IsSame(Arrival arrival, ArticleHead head) =>
        arrival.File.LastModified == head.LastModified && arrival.ETag == head.ETag;
}
