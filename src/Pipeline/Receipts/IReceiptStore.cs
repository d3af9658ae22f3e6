namespace Pipeline.Receipts;

/// <summary>Container <c>receipts</c>: the pages and their data, by the names that <see cref="ReceiptName"/> makes.</summary>
public interface IReceiptStore
{
    /// <summary>Stores or replaces the file <paramref name="name"/> (<see cref="ReceiptName.Html"/> or <see cref="ReceiptName.Json"/>).</summary>
    Task PutAsync(string name, string content, CancellationToken cancellationToken);

    /// <summary>The file <paramref name="name"/>; null where there is none, or the name is none of a receipt.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);
}
