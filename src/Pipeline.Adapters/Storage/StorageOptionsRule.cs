using Microsoft.Extensions.Options;

namespace Pipeline.Adapters.Storage;

/// <summary>Refuses, in one sentence, settings that name no storage account.</summary>
internal sealed class StorageOptionsRule : IValidateOptions<StorageOptions>
{
    public const string Missing =
        "No storage account is configured: set Storage to a connection string, or Storage__blobServiceUri, Storage__queueServiceUri and Storage__tableServiceUri to the addresses of its services.";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ValidateOptionsResult.Success;
        }

        return options is { BlobServiceUri.IsAbsoluteUri: true, QueueServiceUri.IsAbsoluteUri: true, TableServiceUri.IsAbsoluteUri: true }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(Missing);
    }
}
