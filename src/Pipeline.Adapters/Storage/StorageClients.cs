using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace Pipeline.Adapters.Storage;

/// <summary>Makes the three service clients of the account in <see cref="StorageOptions"/>.</summary>
internal sealed class StorageClients
{
    public StorageClients(IOptions<StorageOptions> options)
    {
        // The Functions queue extension reads base64 unless host.json says otherwise.
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        var storage = options.Value;
        if (!string.IsNullOrWhiteSpace(storage.ConnectionString))
        {
            Blobs = new BlobServiceClient(storage.ConnectionString);
            Queues = new QueueServiceClient(storage.ConnectionString, queueOptions);
            Tables = new TableServiceClient(storage.ConnectionString);
            return;
        }

        var credential = CredentialFor(storage);
        Blobs = new BlobServiceClient(storage.BlobServiceUri, credential);
        Queues = new QueueServiceClient(storage.QueueServiceUri, credential, queueOptions);
        Tables = new TableServiceClient(storage.TableServiceUri, credential);
    }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }

    private static TokenCredential CredentialFor(StorageOptions storage)
    {
        var clientId = string.IsNullOrWhiteSpace(storage.ClientId) ? null : storage.ClientId;
        if (string.Equals(storage.Credential, "managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            return new ManagedIdentityCredential(
                clientId is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId));
        }

        var chain = new DefaultAzureCredentialOptions();
        if (clientId is not null)
        {
            chain.ManagedIdentityClientId = clientId;
        }

        return new DefaultAzureCredential(chain);
    }
}
