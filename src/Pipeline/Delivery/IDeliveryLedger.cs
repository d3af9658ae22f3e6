using Pipeline.Digest;

namespace Pipeline.Delivery;

/// <summary>One row for each mail to each reader: what makes sure that nobody gets two.</summary>
public interface IDeliveryLedger
{
    /// <summary>Plans a delivery, insert-only; false where it is planned already.</summary>
    Task<bool> TryPlanAsync(DeliveryEntry delivery, CancellationToken cancellationToken);

    /// <summary>One row, or null.</summary>
    Task<Versioned<DeliveryEntry>?> FindAsync(DigestId digest, string recipient, CancellationToken cancellationToken);

    /// <summary>Replaces that version; false, with nothing written, where somebody else was faster.</summary>
    Task<bool> TryReplaceAsync(DeliveryEntry delivery, string version, CancellationToken cancellationToken);

    /// <summary>The rows of one issue.</summary>
    IAsyncEnumerable<Versioned<DeliveryEntry>> ListAsync(DigestId digest, CancellationToken cancellationToken);
}
