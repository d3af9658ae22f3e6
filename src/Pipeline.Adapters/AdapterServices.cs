using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Backups;
using Pipeline.Adapters.Diagnosis;
using Pipeline.Adapters.Mail;
using Pipeline.Adapters.Readiness;
using Pipeline.Adapters.Storage;
using Pipeline.Articles;
using Pipeline.Bounces;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Events;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Adapters;

/// <summary>Registers what stands behind the ports of <c>Pipeline</c>.</summary>
public static class AdapterServices
{
    /// <summary>
    /// Adds stores, queue and mailer, the service clients of the account <c>Storage</c> and <see cref="StorageSetup"/>; options are validated on start.
    /// </summary>
    public static IServiceCollection AddPipelineAdapters(this IServiceCollection services, IConfiguration configuration)
    {
        AddStorage(services, configuration);
        AddMail(services, configuration);
        return services;
    }

    private static void AddStorage(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsRule>();
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.ConnectionName))
            .Configure(options => options.ConnectionString =
                configuration[StorageOptions.ConnectionName] ?? configuration.GetConnectionString(StorageOptions.ConnectionName))
            .ValidateOnStart();

        services.AddSingleton<StorageClients>();
        services.AddSingleton<BlobServiceClient>(provider => provider.GetRequiredService<StorageClients>().Blobs);
        services.AddSingleton<QueueServiceClient>(provider => provider.GetRequiredService<StorageClients>().Queues);
        services.AddSingleton<TableServiceClient>(provider => provider.GetRequiredService<StorageClients>().Tables);
        services.AddSingleton<StorageSetup>();
        services.AddSingleton<AppReadiness>();
        services.AddSingleton<Doctor>();
        services.AddSingleton<StorageBackup>();
        services.AddSingleton<StorageRestore>();

        services.AddSingleton<IArticleStore, TableArticleStore>();
        services.AddSingleton<IContentClaims, TableContentClaims>();
        services.AddSingleton<IReadAttempts, TableReadAttempts>();
        services.AddSingleton<IDroppedFiles, BlobDroppedFiles>();
        services.AddSingleton<IEventStore, TableEventStore>();
        services.AddSingleton<IStoryStore, TableStoryStore>();
        services.AddSingleton<IDigestStore, TableDigestStore>();
        services.AddSingleton<ICoverageStore, TableCoverageStore>();
        services.AddSingleton<IDeliveryLedger, TableDeliveryLedger>();
        services.AddSingleton<IVariantStore, BlobVariantStore>();
        services.AddSingleton<ITemplateStore, BlobTemplateStore>();
        services.AddSingleton<ISubscriberStore, TableSubscriberStore>();
        services.AddSingleton<IPositionStore, TablePositionStore>();
        services.AddSingleton<ISuppressionStore, TableSuppressionStore>();
        services.AddSingleton<ISignUpQueue, QueueSignUpQueue>();
        services.AddSingleton<ISignUpCounts, TableSignUpCounts>();
        services.AddSingleton<IQuarantineStore, BlobQuarantineStore>();
        services.AddSingleton<IReceiptStore, BlobReceiptStore>();
        services.AddSingleton<IRefusalMails, TableRefusalMails>();
        services.AddSingleton<IDeliveryQueue, QueueDeliveryQueue>();
        services.AddSingleton<ISendingSlots, TableSendingSlots>();
        services.AddSingleton<IBounceStore, TableBounceStore>();
        services.AddSingleton<IBounceMails, BlobBounceMails>();
    }

    private static void AddMail(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsRule>();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.SectionName));
        services.AddOptions<SmtpOptions>().Bind(configuration.GetSection(SmtpOptions.SectionName)).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SmtpConnections>();
        services.AddSingleton<DkimSignature>();
        services.AddSingleton<IMailer>(MailerFor);
    }

    private static IMailer MailerFor(IServiceProvider provider)
    {
        var smtp = provider.GetRequiredService<IOptions<SmtpOptions>>();
        var mail = provider.GetRequiredService<IOptions<MailOptions>>();
        if (string.IsNullOrWhiteSpace(smtp.Value.Host))
        {
            return new PickupMailer(new PickupFolder(mail));
        }

        var server = new SmtpMailer(smtp, provider.GetRequiredService<SmtpConnections>(), provider.GetRequiredService<DkimSignature>());
        return string.IsNullOrWhiteSpace(mail.Value.PickupFolder)
            ? server
            : new RecordingMailer(server, new PickupFolder(mail), provider.GetRequiredService<ILogger<RecordingMailer>>());
    }
}
