using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Digest;

namespace Pipeline.InMemory;

/// <summary>Digest issues in memory. Thread-safe.</summary>
public sealed class InMemoryDigestStore : IDigestStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<DigestId, (DigestIssue Issue, int Version)> _issues = [];

    /// <inheritdoc/>
    public Task<DigestIssue?> FindLatestAsync(string list, CancellationToken cancellationToken) => Task.FromResult(Latest(list).FirstOrDefault());

    /// <inheritdoc/>
    public Task<Versioned<DigestIssue>?> FindAsync(DigestId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_issues.TryGetValue(id, out var row) ? new Versioned<DigestIssue>(row.Issue, VersionOf(row.Version)) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(DigestIssue issue, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issue);
        lock (_lock)
        {
            var there = _issues.TryGetValue(issue.Id, out var row);
            if (version != (there ? VersionOf(row.Version) : null))
            {
                return Task.FromResult(false);
            }

            _issues[issue.Id] = (issue, row.Version + 1);
            return Task.FromResult(true);
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
            return [.. _issues.Values.Select(row => row.Issue).Where(issue => issue.Id.List == list).OrderByDescending(issue => issue.Id.CutOff)];
        }
    }

    private static string VersionOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
