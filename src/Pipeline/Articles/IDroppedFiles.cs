namespace Pipeline.Articles;

/// <summary>The files that editors have dropped (container <c>articles</c>), as they stand now.</summary>
public interface IDroppedFiles
{
    /// <summary>
    /// Opens a file; null where there is none. The caller disposes its content, which throws <see cref="FileChangedException"/> where the file is
    /// replaced while it is read.
    /// </summary>
    Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>The version of a file, or null where there is none.</summary>
    Task<FileStamp?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All files.</summary>
    IAsyncEnumerable<FileStamp> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes a file at an editor's word; without effect where there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
