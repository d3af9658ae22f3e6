using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Digest;
using Pipeline.InMemory;
using Pipeline.Site;
using Pipeline.Subscribers;
using Pipeline.Subscribers.Pages;
using Pipeline.Tests.Digest;

namespace Pipeline.Tests.Subscribers;

/// <summary>All that readers do, on stores in memory and with a clock that stands still.</summary>
internal sealed class ReadersRoom
{
    public const string Address = "marie@example.org";
    public const string Source = "192.0.2.1";
    public static readonly DateTimeOffset Start = new(2026, 3, 4, 9, 30, 0, TimeSpan.Zero);

    public ReadersRoom(SubscriberOptions? options = null, string? recipient = null, KeyRing? keys = null)
    {
        Options = options ?? new SubscriberOptions();
        Keys = keys ?? KeysOf("k1", ("k1", 1));
        var newsroom = Microsoft.Extensions.Options.Options.Create(new NewsroomOptions { Name = "La Gazette" });
        var digest = Microsoft.Extensions.Options.Options.Create(new DigestOptions { Recipient = recipient, From = "gazette@example.net" });
        var chosen = Microsoft.Extensions.Options.Options.Create(Options);
        Site = new SiteLinks(Microsoft.Extensions.Options.Options.Create(new SiteOptions { BaseUrl = "https://news.example" }));
        Links = new ReaderLinks(Readers, Keys, Time);
        Subscribe = new Subscribe(Queue, Counts, Keys, chosen, Time);
        Answer = new AnswerSignUp(
            Readers, Suppressions, new SignUpMail(digest, newsroom, chosen, Site, Keys), Mailer, Keys, chosen, Time, NullLogger<AnswerSignUp>.Instance);
        Confirm = new ConfirmSubscription(Links, Readers, Suppressions, Time);
        Unsubscribe = new Unsubscribe(Readers, Keys, Time);
        Erase = new EraseReader(Readers, Positions, new InMemoryBounceStore(), Suppressions, Time);
        Suppress = new SuppressAddress(Readers, Suppressions, Time);
        Add = new AddReader(Readers, Suppressions, Keys, Time);
        Export = new ExportReader(Readers, new(Positions, Ledger, Digests, Readers, digest), Suppressions, Digests, Ledger, digest, Time);
        Import = new ImportReaders(Readers, Suppressions, Keys, newsroom, Time);
        First = new FirstReader(Readers, Suppressions, Keys, digest, newsroom, Time);
        var renderer = new PageRenderer(newsroom, Site);
        SubscribePages = new SubscribePages(Subscribe, renderer, newsroom, chosen, Time);
        ConfirmPages = new ConfirmPages(Links, Confirm, renderer, Keys, Site);
        UnsubscribePages = new UnsubscribePages(Readers, Unsubscribe, renderer, Keys, Site, Time);
        PreferencesPages = new PreferencesPages(Links, new ChangePreferences(Links, Readers, Time), Export, Erase, Stories, renderer, Keys, Site, Time);
    }

    public SubscriberOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public KeyRing Keys { get; }

    public SiteLinks Site { get; }

    public ReaderLinks Links { get; }

    public InMemorySubscriberStore Readers { get; } = new();

    public InMemoryPositionStore Positions { get; } = new();

    public InMemorySuppressionStore Suppressions { get; } = new();

    public InMemorySignUpQueue Queue { get; } = new();

    public InMemorySignUpCounts Counts { get; } = new();

    public InMemoryDigestStore Digests { get; } = new();

    public InMemoryDeliveryLedger Ledger { get; } = new();

    public InMemoryStoryStore Stories { get; } = new();

    public ScriptedMailer Mailer { get; } = new();

    public Subscribe Subscribe { get; }

    public AnswerSignUp Answer { get; }

    public ConfirmSubscription Confirm { get; }

    public Unsubscribe Unsubscribe { get; }

    public EraseReader Erase { get; }

    public SuppressAddress Suppress { get; }

    public AddReader Add { get; }

    public ExportReader Export { get; }

    public ImportReaders Import { get; }

    public FirstReader First { get; }

    public SubscribePages SubscribePages { get; }

    public ConfirmPages ConfirmPages { get; }

    public UnsubscribePages UnsubscribePages { get; }

    public PreferencesPages PreferencesPages { get; }

    public SubscriberId Id => Keys.IdOf(Address);

    public static Preferences French => new() { Language = "fr", TimeZone = "Europe/Paris" };

    public static KeyRing KeysOf(string current, params (string Name, byte Seed)[] keys)
    {
        var options = new KeyOptions { Address = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()), Current = current };
        foreach (var (name, seed) in keys)
        {
            options.Ring[name] = Convert.ToBase64String(Enumerable.Repeat(seed, 32).ToArray());
        }

        return new KeyRing(Microsoft.Extensions.Options.Options.Create(options));
    }

    public static FormFields Form(params (string Name, string Value)[] fields) => new(fields);

    public async Task<Subscriber?> ReaderAsync(string address = Address) => (await Readers.FindAsync(Keys.IdOf(address), Make.Token))?.Value;

    /// <summary>Works off what the queue holds, as the function does.</summary>
    public async Task WorkAsync()
    {
        while (Queue.Tickets.TryDequeue(out var ticket))
        {
            await Answer.RunAsync(ticket, Make.Token);
        }
    }

    /// <summary>An active reader who came by the page.</summary>
    public async Task<Subscriber> ActiveAsync(string address = Address)
    {
        await Answer.RunAsync(new SignUp(address, French), Make.Token);
        return Assert.IsType<Subscriber>(await Confirm.RunAsync(TokenIn(Mailer.Sent[^1].Text, "confirm"), Make.Token));
    }

    public string TokenOf(Subscriber reader, TokenPurpose purpose, DateTimeOffset? expires = null) =>
        Keys.Sign(purpose, new(reader.Id, reader.TokenVersion), expires);

    public static string TokenIn(string text, string page) => Assert.IsType<Match>(
        Regex.Match(text, $"https://news\\.example/{page}/(?<token>[A-Za-z0-9._-]+)", RegexOptions.None, TimeSpan.FromSeconds(1))).Groups["token"].Value;

    /// <summary>Every page of a reader in <paramref name="language"/>, as it is while she signs up, chooses and leaves.</summary>
    public async Task<IReadOnlyList<(string Name, ReaderPage Page)>> PagesAsync(string language)
    {
        await Answer.RunAsync(new SignUp(Address, French with { Language = language }), Make.Token);
        var confirm = TokenIn(Mailer.Sent[^1].Text, "confirm");
        var asked = await ConfirmPages.ShowAsync(confirm, null, Make.Token);
        var confirmed = await ConfirmPages.TakeAsync(confirm, null, Make.Token);
        var reader = (await ReaderAsync())!;
        var preferences = TokenOf(reader, TokenPurpose.Preferences);
        var unsubscribe = TokenOf(reader, TokenPurpose.Unsubscribe);
        return
        [
            ("subscribe", SubscribePages.Show(language)),
            ("wrong address", await SubscribePages.TakeAsync(language, Form(("address", "x"), ("frequency", "Weekly")), Source, Make.Token)),
            ("taken", await SubscribePages.TakeAsync(language, Form(("address", "other@example.org")), Source, Make.Token)),
            ("confirm", asked),
            ("confirmed", confirmed),
            ("preferences", await PreferencesPages.ShowAsync(preferences, Form(("follow", Id.Value), ("mute", reader.Id.Value[..25] + "2")), null, Make.Token)),
            ("not saved", await PreferencesPages.TakeAsync(preferences, Form(("frequency", "Weekly"), ("paused_until", "x"), ("followed", "a"), ("muted", "a")), null, Make.Token)),
            ("erase", await PreferencesPages.ShowEraseAsync(preferences, null, Make.Token)),
            ("unsubscribe", await UnsubscribePages.ShowAsync(unsubscribe, null, Make.Token)),
            ("left", await UnsubscribePages.TakeAsync(unsubscribe, null, Make.Token)),
            ("bad link", await ConfirmPages.ShowAsync("x", language, Make.Token)),
        ];
    }
}
