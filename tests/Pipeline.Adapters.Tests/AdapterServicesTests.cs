using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Bounces;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests;

public sealed class AdapterServicesTests
{
    private const string Account = "DefaultEndpointsProtocol=https;AccountName=journal;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=core.windows.net";

    [Fact]
    public void AddPipelineAdapters_Complete_AnswersEveryPort()
    {
        using var services = Services(("Storage", Account), ("Smtp:Host", "mail.example"));
        services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var port in new[]
        {
            typeof(IArticleStore), typeof(IContentClaims), typeof(IReadAttempts), typeof(IDroppedFiles), typeof(IEventStore), typeof(IDigestStore), typeof(IDeliveryLedger), typeof(IDeliveryQueue),
            typeof(IQuarantineStore), typeof(IReceiptStore), typeof(IRefusalMails), typeof(ISubscriberStore), typeof(ISuppressionStore), typeof(IPositionStore), typeof(ISignUpQueue), typeof(ISignUpCounts), typeof(IMailer), typeof(ISendingSlots), typeof(IBounceStore), typeof(IBounceMails), typeof(StorageSetup),
        })
        {
            Assert.NotNull(services.GetRequiredService(port));
        }
    }

    [Theory]
    [InlineData("Storage")]
    [InlineData("ConnectionStrings:Storage")]
    public void Clients_ConnectionString_NamesTheAccount(string key)
    {
        using var services = Services((key, Account));
        Assert.Equal("journal", services.GetRequiredService<BlobServiceClient>().AccountName);
        Assert.Equal("journal", services.GetRequiredService<QueueServiceClient>().AccountName);
        Assert.Equal("journal", services.GetRequiredService<TableServiceClient>().AccountName);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("managedidentity", null)]
    [InlineData("managedidentity", "7d1d5a4c-0000-0000-0000-000000000000")]
    [InlineData(null, "7d1d5a4c-0000-0000-0000-000000000000")]
    public void Clients_ServiceAddresses_AreUsedWithAnIdentity(string? credential, string? clientId)
    {
        using var services = Services(
            ("Storage:blobServiceUri", "https://journal.blob.core.windows.net"),
            ("Storage:queueServiceUri", "https://journal.queue.core.windows.net"),
            ("Storage:tableServiceUri", "https://journal.table.core.windows.net"),
            ("Storage:credential", credential),
            ("Storage:clientId", clientId));
        Assert.Equal("journal.blob.core.windows.net", services.GetRequiredService<BlobServiceClient>().Uri.Host);
        Assert.Equal("journal.queue.core.windows.net", services.GetRequiredService<QueueServiceClient>().Uri.Host);
        Assert.Equal("journal.table.core.windows.net", services.GetRequiredService<TableServiceClient>().Uri.Host);
        Assert.False(services.GetRequiredService<BlobServiceClient>().CanGenerateAccountSasUri);
    }

    [Theory]
    [InlineData("No storage account is configured: set Storage to a connection string, or Storage__blobServiceUri, Storage__queueServiceUri and Storage__tableServiceUri to the addresses of its services.")]
    [InlineData("The storage account is configured in part: Storage__queueServiceUri and Storage__tableServiceUri are missing.", "blobServiceUri=https://j.blob.core.windows.net")]
    [InlineData("The storage account is configured in part: Storage__queueServiceUri is missing.", "blobServiceUri=https://j.blob.core.windows.net", "tableServiceUri=https://j.table.core.windows.net")]
    [InlineData("Storage__queueServiceUri is no https address, such as https://<account>.blob.core.windows.net.", "blobServiceUri=https://j.blob.core.windows.net", "queueServiceUri=http://j.queue.core.windows.net", "tableServiceUri=https://j.table.core.windows.net")]
    [InlineData("The setting Storage is no valid connection string of a storage account.", "=AccountName=journal;AccountKey=secret-key")]
    [InlineData("The setting Storage refers to a Key Vault that the platform could not read: give the app's identity the role Key Vault Secrets User.", "=@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)")]
    public void Validate_StorageThatCannotWork_SaysInOneSentenceWhatIsMissing(string sentence, params string[] settings)
    {
        using var services = Services([("Smtp:Host", "mail.example"), .. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0].Length == 0 ? "Storage" : $"Storage:{pair[0]}", (string?)pair[1]))]);
        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal(sentence, Assert.Single(failure.Failures));
    }

    [Fact]
    public void Clients_BrokenConnectionString_FailsWithoutRepeatingIt()
    {
        using var services = Services(("Storage", "AccountName=journal;AccountKey=secret-key"));
        var failure = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<BlobServiceClient>());
        Assert.DoesNotContain("secret-key", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Storage", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Smtp:Host", "", "Mail__PickupFolder")]
    [InlineData("Smtp:Port", "0", "Smtp__Port")]
    [InlineData("Smtp:Port", "65536", "Smtp__Port")]
    [InlineData("Smtp:Security", "7", "Smtp__Security")]
    [InlineData("Smtp:User", "journal", "Smtp__Password")]
    [InlineData("Smtp:ConnectTimeout", "00:00:00", "Smtp__ConnectTimeout")]
    [InlineData("Smtp:AnswerTimeout", "1.00:00:00", "Smtp__AnswerTimeout")]
    [InlineData("Smtp:SendTimeout", "-00:00:01", "Smtp__SendTimeout")]
    [InlineData("Smtp:SendTimeout", "00:05:00", "Smtp__SendTimeout")]
    [InlineData("Smtp:MaxConnections", "0", "Smtp__MaxConnections")]
    [InlineData("Smtp:MessagesPerConnection", "0", "Smtp__MessagesPerConnection")]
    [InlineData("Smtp:IdleLimit", "01:00:00", "Smtp__IdleLimit")]
    [InlineData("Smtp:Dkim:Domain", "journal.example", "Smtp__Dkim")]
    public void Validate_MailSettingThatCannotWork_FailsAndNamesIt(string key, string value, string named)
    {
        using var services = Services(("Storage", Account), ("Smtp:Host", "mail.example"), (key, value));
        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(named, Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", SmtpSecurity.None)]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("tls", SmtpSecurity.Tls)]
    [InlineData("auto", SmtpSecurity.Auto)]
    public void SmtpOptions_SecurityInLowerCase_IsRead(string text, SmtpSecurity security)
    {
        using var services = Services(("Storage", Account), ("Smtp:Host", "mail.example"), ("Smtp:Security", text));
        Assert.Equal(security, services.GetRequiredService<IOptions<SmtpOptions>>().Value.Security);
    }

    private static ServiceProvider Services(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        return new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider();
    }
}
