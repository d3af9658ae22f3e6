namespace Pipeline.Adapters.Storage;

/// <summary>One step of a transaction. Closed: the three nested cases are all there are.</summary>
internal abstract record EntityWrite
{
    private EntityWrite()
    {
    }

    /// <summary>Inserts a row where <paramref name="Version"/> is null, replaces that version otherwise.</summary>
    internal sealed record Save(EntityRow Row, string? Version) : EntityWrite;

    /// <summary>Inserts or replaces a row, whatever is there.</summary>
    internal sealed record Upsert(EntityRow Row) : EntityWrite;

    /// <summary>
    /// Replaces a row that is there, in its version or in any where <paramref name="Version"/> is null, by merging: for rows whose value is always short enough to
    /// be text. The cloud does not care; the emulator takes a tenth of the time, since it moves no other row.
    /// </summary>
    internal sealed record Merge(EntityRow Row, string? Version) : EntityWrite;

    /// <summary>Deletes a row that is there, whatever its version.</summary>
    internal sealed record Delete(string PartitionKey, string RowKey) : EntityWrite;
}
