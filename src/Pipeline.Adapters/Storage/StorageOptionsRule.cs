using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;

namespace Pipeline.Adapters.Storage;

/// <summary>Refuses, in one sentence that says what is missing, settings that name no storage account.</summary>
internal sealed class StorageOptionsRule : IValidateOptions<StorageOptions>
{
    private const string Names = "Storage__blobServiceUri, Storage__queueServiceUri and Storage__tableServiceUri";
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        ProblemOf(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? ProblemOf(StorageOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ProblemOf(options.ConnectionString);
        }

        (string Name, Uri? Address)[] services =
        [
            ("Storage__blobServiceUri", options.BlobServiceUri),
            ("Storage__queueServiceUri", options.QueueServiceUri),
            ("Storage__tableServiceUri", options.TableServiceUri),
        ];
        var missing = services.Where(service => service.Address is null).Select(service => service.Name).ToList();
        if (missing.Count == services.Length)
        {
            return $"No storage account is configured: set Storage to a connection string, or {Names} to the addresses of its services.";
        }

        if (missing.Count > 0)
        {
            return $"The storage account is configured in part: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.";
        }

        // An identity is shown over an encrypted line only.
        var unusable = services.Where(service => service.Address is not { IsAbsoluteUri: true, Scheme: "https" }).Select(service => service.Name).ToList();
        return unusable.Count > 0
            ? $"{string.Join(" and ", unusable)} {(unusable.Count == 1 ? "is no https address" : "are no https addresses")}, such as https://<account>.blob.core.windows.net."
            : null;
    }

    private static string? ProblemOf(string connection)
    {
        if (connection.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase))
        {
            return "The setting Storage refers to a Key Vault that the platform could not read: give the app's identity the role Key Vault Secrets User.";
        }

        try
        {
            _ = new BlobServiceClient(connection);
            return null;
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or InvalidOperationException)
        {
            // The SDK's message may quote the string, and with it the key.
            return "The setting Storage is no valid connection string of a storage account.";
        }
    }
}
