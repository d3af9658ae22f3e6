using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Subscribers;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>An account of its own with readers and news, a mail server that keeps what it takes, and a look into the ledger.</summary>
internal sealed class SendingRoom : IAsyncDisposable
{
    /// <summary>Of so many readers one has an address that does not exist, and one leaves before the mail comes.</summary>
    private const int Odd = 50;
    private const string Unknown = "unknown";
    private readonly string _storage;
    private readonly ServiceProvider _services;
    private readonly Dictionary<SubscriberId, string> _addresses = [];
    private readonly HashSet<SubscriberId> _left = [];

    private SendingRoom(string storage)
    {
        _storage = storage;
        _services = new ServiceCollection().AddLogging().AddPipeline(Configuration()).AddPipelineAdapters(Configuration()).BuildServiceProvider();
    }

    public SmtpSink Sink { get; } = new() { Refuses = address => address.StartsWith(Unknown, StringComparison.Ordinal) };

    /// <summary>Connections, and so mails under way at once, of one sender.</summary>
    public static int Connections => 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Makes the account ready.</summary>
    public static async Task<SendingRoom> OpenAsync(string storage, int readers)
    {
        var room = new SendingRoom(storage);
        await room._services.GetRequiredService<StorageSetup>().EnsureCreatedAsync(Token);
        var (article, events) = SyntheticNews.Of(0);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await room._services.GetRequiredService<IEventProjection>()
            .ProjectAsync(article with { Published = today }, 1, [.. events.Select(told => told with { Date = DateSpan.Day(today) })], Token);
        await room._services.GetRequiredService<ISubscriberStore>().SaveAllAsync([.. Enumerable.Range(0, readers).Select(room.Reader)], Token);
        return room;
    }

    /// <summary>A process that plans and sends; <paramref name="settings"/> on top of the room's.</summary>
    public Sender Start(params string[] settings) => new(_storage, [.. Settings(), .. settings]);

    /// <summary>Has some readers leave, as they do between a plan and a mail.</summary>
    public async Task LeaveAsync()
    {
        var readers = _services.GetRequiredService<ISubscriberStore>();
        foreach (var id in _addresses.Where((_, number) => number % Odd == 2).Select(pair => pair.Key))
        {
            var row = await readers.FindAsync(id, Token);
            _left.Add(id);
            await readers.TrySaveAsync(row!.Value with { State = SubscriberState.Unsubscribed }, row.Version, Token);
        }
    }

    /// <summary>The rows of the one issue.</summary>
    public async Task<IReadOnlyList<DeliveryEntry>> LedgerAsync()
    {
        var issue = await _services.GetRequiredService<IDigestStore>().FindLatestAsync("main", Token);
        return issue is null ? []
            : await _services.GetRequiredService<IDeliveryLedger>().ListAsync(issue.Id, Token).Select(row => row.Value).ToListAsync(Token);
    }

    /// <summary>Whether the reader of a row has an address that exists, and has not left.</summary>
    public bool IsWaiting(DeliveryEntry entry) => !_left.Contains(entry.Reader) && !AddressOf(entry).StartsWith(Unknown, StringComparison.Ordinal);

    /// <summary>How many mails a reader got.</summary>
    public ILookup<string, ReceivedMail> Mails() => Sink.Mails.ToLookup(mail => mail.To.Single(), StringComparer.Ordinal);

    /// <summary>The address behind a row of the ledger.</summary>
    public string AddressOf(DeliveryEntry entry) => _addresses[entry.Reader];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sink.DisposeAsync();
    }

    private Subscriber Reader(int number)
    {
        var address = number % Odd == 1 ? $"{Unknown}{number}@example.org" : $"reader{number}@example.org";
        var id = _services.GetRequiredService<KeyRing>().IdOf(address);
        _addresses.Add(id, address);
        return new Subscriber
        {
            Id = id,
            Address = address,
            State = SubscriberState.Active,
            Preferences = new Preferences { Language = number % 2 == 0 ? "fr" : "en", TimeZone = "Europe/Paris", Frequency = DigestFrequency.EveryDigest },
            Since = TimeProvider.System.GetUtcNow(),
        };
    }

    private ConfigurationManager Configuration()
    {
        var configuration = new ConfigurationManager { ["Storage"] = _storage };
        foreach (var setting in Settings())
        {
            var cut = setting.IndexOf('=', StringComparison.Ordinal);
            configuration[setting[..cut]] = setting[(cut + 1)..];
        }

        return configuration;
    }

    // The lease is longer than a stall of a busy machine; a claim that outlives it makes a mail uncertain that was not lost.
    private string[] Settings() =>
    [
        $"Keys:Address={Convert.ToBase64String(new byte[32])}",
        $"Keys:Ring:k1={Convert.ToBase64String(new byte[32])}",
        "Digest:From=digest@journal.example",
        "Smtp:Host=127.0.0.1",
        $"Smtp:Port={Sink.Port}",
        "Smtp:SendTimeout=00:00:15",
        $"Smtp:MaxConnections={Connections}",
        $"Delivery:ConnectionsAtOnce={Connections}",
        "Delivery:ClaimLease=00:00:30",
    ];
}
