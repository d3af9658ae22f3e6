using System.Runtime.CompilerServices;
using Pipeline.Digest;

namespace Pipeline.InMemory;

/// <summary>Digest issues in memory. Thread-safe.</summary>
public sealed class InMemoryDigestStore : IDigestStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DigestId, DigestIssue> _issues = [];

    /// <inheritdoc/>
    public Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken) => Task.FromResult(Latest(list).FirstOrDefault());

    /// <inheritdoc/>
    public Task<DigestIssue?> FindAsync(DigestId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_issues.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryAddAsync(DigestIssue issue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        lock (_lock)
        {
            return Task.FromResult(_issues.TryAdd(issue.Id, issue));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DigestIssue> ListLatestAsync(string list, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var issue in Latest(list).Take(count))
        {
            yield return issue;
        }
    }

    private List<DigestIssue> Latest(string list)
    {
        lock (_lock)
        {
            return [.. _issues.Values.Where(issue => issue.Id.List == list).OrderByDescending(issue => issue.Id.CutOff)];
        }
    }
}
