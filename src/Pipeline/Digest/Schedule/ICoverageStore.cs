namespace Pipeline.Digest.Schedule;

/// <summary>Keeps how far the ticks of each list have come. Safe in parallel.</summary>
public interface ICoverageStore
{
    /// <summary>The coverage of a list; null before its first tick.</summary>
    Task<Versioned<DigestCoverage>?> FindAsync(string list, CancellationToken cancellationToken);

    /// <summary>Inserts where <paramref name="version"/> is null, replaces that version otherwise; false where another tick was faster.</summary>
    Task<bool> TrySaveAsync(DigestCoverage coverage, string? version, CancellationToken cancellationToken);
}
