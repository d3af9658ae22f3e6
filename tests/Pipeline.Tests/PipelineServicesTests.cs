using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Bounces;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Events;
using Pipeline.InMemory;
using Pipeline.Quarantine;
using Pipeline.Receipts;
using Pipeline.Site;
using Pipeline.Stories;
using Pipeline.Subscribers;
using Pipeline.Subscribers.Pages;
using Pipeline.Tests.Digest;

namespace Pipeline.Tests;

public sealed class PipelineServicesTests
{
    [Theory]
    [InlineData(typeof(IngestArticle))]
    [InlineData(typeof(RetryArticle))]
    [InlineData(typeof(ReingestArticles))]
    [InlineData(typeof(TakePoisonedFile))]
    [InlineData(typeof(TakePoisonedDelivery))]
    [InlineData(typeof(ReconcileArticles))]
    [InlineData(typeof(SweepOutboxes))]
    [InlineData(typeof(ExtractArticle))]
    [InlineData(typeof(SendDigest))]
    [InlineData(typeof(PreviewDigest))]
    [InlineData(typeof(DeliverDigest))]
    [InlineData(typeof(FirstReader))]
    [InlineData(typeof(AnswerSignUp))]
    [InlineData(typeof(ImportReaders))]
    [InlineData(typeof(ImportSuppressions))]
    [InlineData(typeof(SubscribePages))]
    [InlineData(typeof(ConfirmPages))]
    [InlineData(typeof(PreferencesPages))]
    [InlineData(typeof(UnsubscribePages))]
    [InlineData(typeof(ShowHome))]
    [InlineData(typeof(ShowArchive))]
    [InlineData(typeof(ShowDigest))]
    [InlineData(typeof(ShowStory))]
    [InlineData(typeof(ShowFeed))]
    [InlineData(typeof(ShowCalendar))]
    public void AddPipeline_WithStores_GivesEveryUseCase(Type useCase)
    {
        using var provider = Provider([]);

        Assert.NotNull(provider.GetRequiredService(useCase));
    }

    [Theory]
    [InlineData("Newsroom:TimeZone", "Mars/Olympus")]
    [InlineData("Newsroom:Language", "xx")]
    [InlineData("Digest:List", "Not A Name")]
    [InlineData("Digest:Recipient", "nobody")]
    [InlineData("Digest:Lifetime", "00:00:01")]
    [InlineData("Reading:MaxArticleBytes", "1")]
    [InlineData("Reading:Mail:MaxDepth", "1")]
    [InlineData("Reading:Mail:MaxParts", "0")]
    [InlineData("Reading:Mail:MaxMessages", "0")]
    [InlineData("Reading:Pdf:MaxPages", "0")]
    [InlineData("Reading:Pdf:MaxLettersPerPage", "1")]
    [InlineData("Reading:Pdf:MaxSeconds", "0")]
    [InlineData("Reading:NewsXml:MaxDepth", "1")]
    [InlineData("Reading:NewsXml:MaxElements", "1")]
    [InlineData("Reading:MaxHtmlDepth", "5")]
    [InlineData("Reading:MaxHtmlTags", "5")]
    [InlineData("Reading:MaxHtmlAttributes", "5")]
    [InlineData("Reading:HtmlTimeBudget", "00:00:00")]
    [InlineData("Reading:EarliestPublicationYear", "1")]
    [InlineData("Reading:MaxDaysAhead", "-1")]
    [InlineData("Site:BaseUrl", "here")]
    [InlineData("Delivery:MailsPerSecond", "-1")]
    [InlineData("Delivery:Burst", "-1")]
    [InlineData("Delivery:RetryDelays", "soon")]
    [InlineData("Delivery:RetryDelays", "1, 0")]
    [InlineData("Delivery:RetryDelays", "")]
    [InlineData("Delivery:ClaimLease", "00:00:01")]
    [InlineData("Delivery:ConnectionsAtOnce", "0")]
    [InlineData("Delivery:PauseAfterRefusals", "0")]
    [InlineData("Bounces:SoftLimit", "0")]
    [InlineData("Bounces:SoftPeriod", "00:00:01")]
    [InlineData("Bounces:MaxMailBytes", "1")]
    [InlineData("Site:PageSize", "0")]
    [InlineData("Site:FeedItems", "101")]
    [InlineData("Site:CalendarDays", "0")]
    [InlineData("Site:CalendarEvents", "5001")]
    [InlineData("Site:TimelineEvents", "0")]
    [InlineData("Site:CacheFor", "1.00:00:01")]
    [InlineData("DigestMail:SenderId", "abc")]
    [InlineData("DigestMail:SenderId", "0123456789abcdef")]
    [InlineData("DigestMail:SenderId", "a:b:c:d")]
    [InlineData("Merging:FreshDays", "-1")]
    [InlineData("Receipts:MaxTextCharacters", "999")]
    [InlineData("Receipts:MaxTextCharacters", "5000001")]
    [InlineData("Receipts:BaseUrl", "javascript:alert(1)")]
    [InlineData("Receipts:BaseUrl", "receipts/")]
    [InlineData("Receipts:EditorAddress", "nobody")]
    [InlineData("Receipts:EditorAddress", "Desk <desk@example.org>")]
    [InlineData("Receipts:MaxMailsPerHour", "0")]
    [InlineData("Receipts:MaxMailsPerHour", "10001")]
    [InlineData("Receipts:MailBudget", "00:00:00.05")]
    [InlineData("Receipts:MailBudget", "00:02:01")]
    [InlineData("Keys:Address", "")]
    [InlineData("Keys:Address", "c2hvcnQ=")]
    [InlineData("Keys:Ring:k1", "no base64!")]
    [InlineData("Keys:Current", "k2")]
    [InlineData("Subscribers:MaxPerSource", "0")]
    [InlineData("Subscribers:MaxPerHour", "0")]
    [InlineData("Subscribers:AskAgainAfter", "00:59:00")]
    [InlineData("Subscribers:ConfirmWithin", "91.00:00:00")]
    [InlineData("Subscribers:KeepUnconfirmed", "6.00:00:00")]
    [InlineData("Subscribers:TrustedProxies", "6")]
    public void AddPipeline_ABadSetting_FailsAtStartUp(string key, string value)
    {
        using var provider = Provider([new(key, value)]);

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
    }

    [Fact]
    public void AddPipeline_WithoutKeys_SaysInOneSentenceWhatIsMissing()
    {
        using var provider = Provider([new("Keys:Address", null)]);

        var failure = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal("Keys:Address is no key: 32 random bytes or more in base64 are needed.", Assert.Single(failure.Failures));
    }

    [Fact]
    public void AddPipeline_Defaults_AreValid()
    {
        using var provider = Provider([]);

        provider.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal("fr", provider.GetRequiredService<IOptions<NewsroomOptions>>().Value.Language);
    }

    private static Dictionary<string, string?> Keys()
    {
        var key = Convert.ToBase64String(new byte[32]);
        return new() { ["Keys:Address"] = key, ["Keys:Ring:k1"] = key };
    }

    private static ServiceProvider Provider(KeyValuePair<string, string?>[] settings) => new ServiceCollection()
        .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(Keys()).AddInMemoryCollection(settings).Build())
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<IArticleStore, InMemoryArticleStore>()
        .AddSingleton<IContentClaims, InMemoryContentClaims>()
        .AddSingleton<IReadAttempts, InMemoryReadAttempts>()
        .AddSingleton<IDroppedFiles, InMemoryDroppedFiles>()
        .AddSingleton<IEventStore, InMemoryEventStore>()
        .AddSingleton<IStoryStore, InMemoryStoryStore>()
        .AddSingleton<IDigestStore, InMemoryDigestStore>()
        .AddSingleton<IVariantStore, InMemoryVariantStore>()
        .AddSingleton<ICoverageStore, InMemoryCoverageStore>()
        .AddSingleton<ISubscriberStore, InMemorySubscriberStore>()
        .AddSingleton<IPositionStore, InMemoryPositionStore>()
        .AddSingleton<ISuppressionStore, InMemorySuppressionStore>()
        .AddSingleton<IDeliveryLedger, InMemoryDeliveryLedger>()
        .AddSingleton<IDeliveryQueue, InMemoryDeliveryQueue>()
        .AddSingleton<ISignUpQueue, InMemorySignUpQueue>()
        .AddSingleton<ISignUpCounts, InMemorySignUpCounts>()
        .AddSingleton<ITemplateStore, InMemoryTemplateStore>()
        .AddSingleton<IQuarantineStore, InMemoryQuarantineStore>()
        .AddSingleton<IReceiptStore, InMemoryReceiptStore>()
        .AddSingleton<IRefusalMails, InMemoryRefusalMails>()
        .AddSingleton<IMailer, ScriptedMailer>()
        .AddSingleton<ISendingSlots, InMemorySendingSlots>()
        .AddSingleton<IBounceStore, InMemoryBounceStore>()
        .AddSingleton<IBounceMails, InMemoryBounceMails>()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
