namespace Pipeline.Digest;

/// <summary>Keeps the files that stand in for shipped templates and sentences. Thread-safe.</summary>
public interface ITemplateStore
{
    /// <summary>All files in the order of their names, at most <see cref="TemplateFile.MaxFiles"/>; none where nobody has put one there.</summary>
    Task<IReadOnlyList<TemplateFile>> ListAsync(CancellationToken cancellationToken);
}
