namespace Pipeline.Adapters;

/// <summary>
/// The storage account, from the connection name <c>Storage</c>: either a connection string, or the addresses of the three services
/// (<c>Storage__blobServiceUri</c>, <c>Storage__queueServiceUri</c>, <c>Storage__tableServiceUri</c>) and an identity.
/// The connection string wins where both are there.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>Name of the connection, the one that the triggers carry.</summary>
    public const string ConnectionName = "Storage";

    /// <summary>Connection string; null to use an identity. Default null.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the blob service, https outside a laptop. Default null.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>Address of the queue service. Default null.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary>Address of the table service. Default null.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary><c>managedidentity</c> asks the platform only; anything else tries the usual chain (platform, developer tools). Default null.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity; null for the system's. Default null.</summary>
    public string? ClientId { get; set; }
}
