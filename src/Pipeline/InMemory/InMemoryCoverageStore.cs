using System.Globalization;
using Pipeline.Digest.Schedule;

namespace Pipeline.InMemory;

/// <summary>Coverage in memory. Thread-safe.</summary>
public sealed class InMemoryCoverageStore : ICoverageStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DigestCoverage Coverage, int Version)> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Versioned<DigestCoverage>?> FindAsync(string list, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue(list, out var row) ? new Versioned<DigestCoverage>(row.Coverage, VersionOf(row.Version)) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(DigestCoverage coverage, string? version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        lock (_lock)
        {
            var there = _rows.TryGetValue(coverage.List, out var row);
            if (version != (there ? VersionOf(row.Version) : null))
            {
                return Task.FromResult(false);
            }

            _rows[coverage.List] = (coverage, row.Version + 1);
            return Task.FromResult(true);
        }
    }

    private static string VersionOf(int version) => version.ToString(CultureInfo.InvariantCulture);
}
