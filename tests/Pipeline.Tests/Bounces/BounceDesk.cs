using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Bounces;
using Pipeline.Digest;
using Pipeline.InMemory;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Bounces;

/// <summary>Everything that takes in what comes back, over stores in memory.</summary>
internal sealed class BounceDesk
{
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 7, 0, 0, TimeSpan.Zero);

    private readonly BounceOptions _options = new() { SoftLimit = 3, SoftPeriod = TimeSpan.FromDays(10) };

    public BounceDesk()
    {
        var keys = new KeyOptions { Address = Key(1) };
        keys.Ring["k1"] = Key(2);
        Keys = new KeyRing(Options.Create(keys));
        var suppress = new SuppressAddress(Subscribers, Suppressions, Time);
        Reader = new BounceReader(Keys, Time);
        Apply = new ApplyBounce(
            Subscribers, Digests, Store, suppress, Keys, Options.Create(_options), Make.Default<DigestOptions>(), Time, NullLogger<ApplyBounce>.Instance);
        TakeIn = new TakeInBounce(Mails, Store, Reader, Apply, Options.Create(_options), Time, NullLogger<TakeInBounce>.Instance);
        Events = new TakeInMailEvents(Apply);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public KeyRing Keys { get; }

    public InMemoryDigestStore Digests { get; } = new();

    public InMemorySubscriberStore Subscribers { get; } = new();

    public InMemorySuppressionStore Suppressions { get; } = new();

    public InMemoryBounceStore Store { get; } = new();

    public InMemoryBounceMails Mails { get; } = new();

    public BounceReader Reader { get; }

    public ApplyBounce Apply { get; }

    public TakeInBounce TakeIn { get; }

    public TakeInMailEvents Events { get; }

    public async Task<SubscriberId> SubscribeAsync(string address)
    {
        var id = Keys.IdOf(address);
        var reader = new Subscriber
        {
            Id = id,
            Address = address,
            State = SubscriberState.Active,
            Preferences = new Preferences { Language = "fr", TimeZone = "Europe/Paris" },
            Since = Start,
        };
        Assert.True(await Subscribers.TrySaveAsync(reader, null, Make.Token));
        return id;
    }

    /// <summary>The head of a mail that we sent to <paramref name="id"/>.</summary>
    public string HeadFor(SubscriberId id) =>
        ReturnedMail.HeadWith("https://journal.example/unsubscribe/" + Keys.Sign(TokenPurpose.Unsubscribe, new SubscriberToken(id, 0), null));

    public async Task<BounceReceipt> DropAsync(string name, byte[] mail)
    {
        Mails.Drop(name, mail);
        return (await TakeIn.RunAsync(name, Make.Token))!;
    }

    public async Task<SubscriberState?> StateOfAsync(SubscriberId id) => (await Subscribers.FindAsync(id, Make.Token))?.Value.State;

    private static string Key(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray());
}
