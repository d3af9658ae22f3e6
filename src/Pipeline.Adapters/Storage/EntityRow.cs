namespace Pipeline.Adapters.Storage;

/// <summary>A row: its keys and a value as JSON.</summary>
/// <param name="PartitionKey">Partition; in the safe alphabet.</param>
/// <param name="RowKey">Row; in the safe alphabet.</param>
/// <param name="Json">The value.</param>
internal sealed record EntityRow(string PartitionKey, string RowKey, string Json);
