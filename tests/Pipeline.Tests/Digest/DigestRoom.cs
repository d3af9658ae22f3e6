using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Articles;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Schedule;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.InMemory;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Digest;

/// <summary>The app from a merged article to a mail in hand, in memory and with a clock that stands still.</summary>
internal sealed class DigestRoom : IDisposable
{
    private static readonly string s_key = Convert.ToBase64String(new byte[32]);
    private readonly ServiceProvider _services;

    public DigestRoom(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager { ["Keys:Address"] = s_key, ["Keys:Ring:k1"] = s_key };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        _services = new ServiceCollection().AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton<TimeProvider>(Time).AddPipeline(configuration)
            .AddSingleton<IMailer>(Mailer)
            .AddSingleton<InMemoryDeliveryQueue>().AddSingleton<IDeliveryQueue>(services => services.GetRequiredService<InMemoryDeliveryQueue>())
            .AddSingleton<IArticleStore, InMemoryArticleStore>().AddSingleton<IEventStore, InMemoryEventStore>().AddSingleton<IStoryStore, InMemoryStoryStore>()
            .AddSingleton<IDigestStore, InMemoryDigestStore>().AddSingleton<IVariantStore, InMemoryVariantStore>().AddSingleton<ICoverageStore, InMemoryCoverageStore>()
            .AddSingleton<ITemplateStore, InMemoryTemplateStore>()
            .AddSingleton<IDeliveryLedger, InMemoryDeliveryLedger>().AddSingleton<ISendingRate, NoSendingLimit>()
            .AddSingleton<ISubscriberStore, InMemorySubscriberStore>().AddSingleton<Pipeline.Bounces.IBounceStore, InMemoryBounceStore>().AddSingleton<IPositionStore, InMemoryPositionStore>()
            .AddSingleton<ISuppressionStore, InMemorySuppressionStore>().AddSingleton<ITemplateStore, InMemoryTemplateStore>()
            .BuildServiceProvider();
    }

    /// <summary>Thursday 5 March 2026, 6:00 UTC, 7:00 in Paris.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 5, 6, 0, 0, TimeSpan.Zero));

    public ScriptedMailer Mailer { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Stores one dated event, told by an article of 4 March.</summary>
    public Task MergeAsync(string name, string text, string dateText, DateSpan date)
    {
        var article = Make.Article(name, text, new DateOnly(2026, 3, 4));
        return Get<IEventProjection>().ProjectAsync(article, 1, [Make.Event(text, dateText, date)], Make.Token);
    }

    /// <summary>Enters a confirmed reader who wants every digest, unless <paramref name="change"/> says otherwise.</summary>
    public async Task<Subscriber> AddReaderAsync(string address, Func<Preferences, Preferences>? change = null)
    {
        var preferences = new Preferences { Language = "fr", TimeZone = "Europe/Paris", Frequency = DigestFrequency.EveryDigest };
        var reader = new Subscriber
        {
            Id = Get<KeyRing>().IdOf(address),
            Address = address,
            State = SubscriberState.Active,
            Preferences = change?.Invoke(preferences) ?? preferences,
            Since = Time.GetUtcNow(),
        };
        await Get<ISubscriberStore>().SaveAllAsync([reader], Make.Token);
        return reader;
    }

    /// <summary>A tick, or an edition made by hand.</summary>
    public Task<SendDigestOutcome> TickAsync(bool isEdition = false) => Get<SendDigest>().RunAsync(isEdition, Make.Token);

    /// <summary>Works off the tickets that are due, and returns the ledger of the newest issue.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> DeliverAsync()
    {
        while (Get<InMemoryDeliveryQueue>().TryDequeue(out var ticket))
        {
            await Get<DeliverDigest>().RunAsync(ticket, Make.Token);
        }

        return await LedgerAsync();
    }

    public async Task<IReadOnlyList<DeliveryEntry>> LedgerAsync()
    {
        var issue = await Get<IDigestStore>().FindLatestAsync("main", Make.Token);
        return issue is null ? [] : await Get<IDeliveryLedger>().ListAsync(issue.Id, Make.Token).Select(row => row.Value).ToListAsync(Make.Token);
    }

    public void Dispose() => _services.Dispose();
}
