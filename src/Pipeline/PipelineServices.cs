using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Bounces;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.Digest.Schedule;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Site;
using Pipeline.Stories;
using Pipeline.Subscribers;
using Pipeline.Subscribers.Pages;
using Pipeline.Telemetry;

namespace Pipeline;

/// <summary>Registers the use cases.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Adds use cases and options, which are checked at start-up; stores, queue, mailer and logging come from elsewhere.
    /// </summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions<NewsroomOptions>(services, configuration, NewsroomOptions.Section)
            .Validate(options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), "Newsroom:TimeZone is no time zone that this system knows.")
            .Validate(options => Strings.Languages.Contains(options.Language), $"Newsroom:Language is none of {string.Join(", ", Strings.Languages)}.");
        AddOptions<SiteOptions>(services, configuration, SiteOptions.Section);
        AddOptions<ReadingOptions>(services, configuration, ReadingOptions.Section);
        AddOptions<IngestionOptions>(services, configuration, IngestionOptions.Section);
        AddOptions<ReceiptOptions>(services, configuration, ReceiptOptions.Section)
            .Validate(options => options.HasUsableBaseUrl, "Receipts:BaseUrl is no http or https address.")
            .Validate(options => options.HasUsableEditorAddress, "Receipts:EditorAddress is no plain mail address.");
        AddOptions<MergingOptions>(services, configuration, MergingOptions.Section);
        AddOptions<DigestOptions>(services, configuration, DigestOptions.Section)
            .Validate(options => EditionTimes.TryParse(options.Editions, out _), "Digest:Editions are no times of day such as \"06:30, 18:00\".");
        AddOptions<DeliveryOptions>(services, configuration, DeliveryOptions.Section);
        AddOptions<DigestMailOptions>(services, configuration, DigestMailOptions.Section);
        AddSubscribers(services, configuration);
        AddSite(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(LanguagePack.Shipped);
        services.AddSingleton<ExtractEvents>(_ => ByPack());
        services.AddSingleton<ArticleReader>();
        services.AddSingleton<ExtractArticle>();
        services.AddSingleton<ToldChanges>();
        services.AddSingleton<StoryFinder>();
        services.AddSingleton<StoryUpdate>();
        services.AddSingleton<RuleOnEvents>();
        services.AddSingleton<IEventProjection, EventProjection>();
        services.AddSingleton<ReadFile>(provider => provider.GetRequiredService<ExtractArticle>().Run);
        services.AddSingleton<ReadAttempts>();
        services.AddSingleton(ReadingRules.Of);
        services.AddSingleton<ArticleVersions>();
        AddReceipts(services);
        services.AddSingleton<ArticleProjection>();
        services.AddSingleton<ArticleTraces>();
        services.AddSingleton<IngestArticle>();
        services.AddSingleton<IngestDroppedFile>();
        services.AddSingleton<RetryArticle>();
        services.AddSingleton<ReingestArticles>();
        services.AddSingleton<TakePoisonedFile>();
        services.AddSingleton<TakePoisonedDelivery>();
        services.AddSingleton<TakePoisonedSignUp>();
        services.AddSingleton<RemoveArticle>();
        services.AddSingleton<ReconcileArticles>();
        services.AddSingleton<SweepOutboxes>();
        AddDigest(services);
        AddDelivery(services);
        AddBounces(services, configuration);
        return services;
    }

    // From when a digest is due to the issue in the ledger.
    private static void AddDigest(IServiceCollection services)
    {
        services.AddSingleton<DueReaders>();
        services.AddSingleton<DossierComposer>();
        services.AddSingleton<ComposeDigest>();
        services.AddSingleton<DigestTemplates>();
        services.AddSingleton<Renderer>();
        services.AddSingleton<ComposeVariant>();
        services.AddSingleton<DraftDigest>();
        services.AddSingleton<PreviewDigest>();
        services.AddSingleton<QueueIssue>();
        services.AddSingleton<DecideOnIssue>();
        services.AddSingleton<InspectIssue>();
        services.AddSingleton<TellEditor>();
        services.AddSingleton<TestDigest>();
        services.AddSingleton<Preflight>();
        services.AddSingleton<IssueGate>();
        services.AddSingleton<PlanIssue>();
        services.AddSingleton<ReaderPositions>();
        services.AddSingleton<ResumeIssues>();
        services.AddSingleton<SendDigest>();
    }

    // From the ledger to the mailbox.
    private static void AddDelivery(IServiceCollection services)
    {
        services.AddSingleton<FrozenVariants>();
        services.AddSingleton<DigestMail>();
        services.AddSingleton<PauseIssue>();
        services.AddSingleton<SendingLanes>();
        services.AddSingleton<TakeHand>();
        services.AddSingleton<ExpireMails>();
        services.AddSingleton<SendMails>();
        services.AddSingleton<DeliverDigest>();
        services.AddSingleton<ISendingRate, SendingRate>();
        services.AddSingleton<SuppressAddress>();
    }

    private static void AddSite(IServiceCollection services)
    {
        services.AddSingleton<SiteLinks>();
        services.AddSingleton<SitePages>();
        services.AddSingleton<ReplyCache>();
        services.AddSingleton<StoryReader>();
        services.AddSingleton<UpcomingDates>();
        services.AddSingleton<ShowHome>();
        services.AddSingleton<ShowArchive>();
        services.AddSingleton<ShowDigest>();
        services.AddSingleton<ShowStory>();
        services.AddSingleton<ShowFeed>();
        services.AddSingleton<ShowCalendar>();
    }

    // The receipt first: the mail leads to it.
    private static void AddReceipts(IServiceCollection services)
    {
        services.AddSingleton<ReceiptPage>();
        services.AddSingleton<ReceiptData>();
        services.AddSingleton<IReceiptWriter, ReceiptWriter>();
        services.AddSingleton<IReceiptWriter, RefusalMail>();
    }

    private static void AddBounces(IServiceCollection services, IConfiguration configuration)
    {
        AddOptions<BounceOptions>(services, configuration, BounceOptions.Section);
        services.AddSingleton<BounceReader>();
        services.AddSingleton<ApplyBounce>();
        services.AddSingleton<TakeInBounce>();
        services.AddSingleton<TakeInMailEvents>();
    }

    private static void AddSubscribers(IServiceCollection services, IConfiguration configuration)
    {
        AddOptions<KeyOptions>(services, configuration, KeyOptions.Section);
        AddOptions<SubscriberOptions>(services, configuration, SubscriberOptions.Section);
        services.AddSingleton<IValidateOptions<KeyOptions>, KeyOptionsRule>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ReaderLinks>();
        services.AddSingleton<FirstReader>();
        services.AddSingleton<Subscribe>();
        services.AddSingleton<SignUpMail>();
        services.AddSingleton<AnswerSignUp>();
        services.AddSingleton<ConfirmSubscription>();
        services.AddSingleton<ChangePreferences>();
        services.AddSingleton<Unsubscribe>();
        services.AddSingleton<ExportReader>();
        services.AddSingleton<EraseReader>();
        services.AddSingleton<ForgetUnconfirmed>();
        services.AddSingleton<AddReader>();
        services.AddSingleton<ImportReaders>();
        services.AddSingleton<ImportSuppressions>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<SubscribePages>();
        services.AddSingleton<ConfirmPages>();
        services.AddSingleton<PreferencesPages>();
        services.AddSingleton<UnsubscribePages>();
    }

    private static ExtractEvents ByPack()
    {
        var extractors = new ConcurrentDictionary<string, ArticleExtractor>(StringComparer.Ordinal);
        return (pack, text, published) => extractors.GetOrAdd(pack.Code, static (_, pack) => new ArticleExtractor(pack), pack).Extract(text, published);
    }

    private static OptionsBuilder<TOptions> AddOptions<TOptions>(IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>, AnnotationsValidator<TOptions>>();
        return services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
    }
}
