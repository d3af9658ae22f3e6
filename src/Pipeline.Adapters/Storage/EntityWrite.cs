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

    /// <summary>Deletes a row that is there, whatever its version.</summary>
    internal sealed record Delete(string PartitionKey, string RowKey) : EntityWrite;
}
