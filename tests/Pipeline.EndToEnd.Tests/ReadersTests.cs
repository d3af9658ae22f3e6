using System.Net;
using System.Text.RegularExpressions;
using MimeKit;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>A reader's way through the pages of the real host: subscribes, confirms, chooses, and leaves with one click.</summary>
public sealed partial class ReadersTests(StorageAccounts accounts) : IAsyncDisposable
{
    private const string Address = "marie@example.org";
    private readonly string _storage = accounts.Take();
    private readonly SmtpSink _inbox = new();
    private readonly TestFolder _folder = new();
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _inbox.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reader_FromSubscribingToLeaving_GoesThroughThePages()
    {
        var port = LoopbackPort.FindFree();
        await using var host = LocalHostProcess.Start(
            _folder, "--no-seeds", "--data", _folder.Data, "--port", $"{port}", "--storage", _storage, "--smtp", $"127.0.0.1:{_inbox.Port}");
        await host.WaitForAsync("Now watching the container articles");
        var site = $"http://localhost:{port}";

        Assert.Contains("<form method=\"post\">", await GetAsync($"{site}/en/subscribe"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"{site}/en/subscribe", ("address", "nobody"))).Status);
        var taken = await PostAsync($"{site}/en/subscribe", ("address", Address), ("language", "en"), ("frequency", "Daily"), ("hour", "07:00"), ("zone", "Europe/Paris"));
        Assert.Equal(HttpStatusCode.OK, taken.Status);
        Assert.Equal(taken, await PostAsync($"{site}/en/subscribe", ("address", Address)));

        var mail = await MailAsync();
        Assert.Equal((Address, "Confirm your subscription to Pipeline"), (mail.To.Mailboxes.Single().Address, mail.Subject));
        var confirm = LinkTo("confirm", mail.TextBody!);
        await GetAsync(confirm);
        Assert.Contains("Pending", await ListAsync(), StringComparison.Ordinal);
        var confirmed = await PostAsync(confirm);
        Assert.Equal(HttpStatusCode.OK, confirmed.Status);
        Assert.Contains("Active", await ListAsync(), StringComparison.Ordinal);

        var preferences = LinkTo("preferences", confirmed.Content);
        Assert.Equal(
            HttpStatusCode.OK,
            (await PostAsync(preferences, ("language", "fr"), ("frequency", "Weekly"), ("days", "Thursday"), ("hour", "18:00"), ("zone", "Pacific/Auckland"), ("followed", "Valmeuse"), ("muted", ""))).Status);
        Assert.Contains("\"timeZone\": \"Pacific/Auckland\"", await GetAsync(preferences + "/export"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(preferences, ("frequency", "Weekly"), ("paused_until", "2001-01-01"))).Status);

        var unsubscribe = LinkTo("unsubscribe", await GetAsync(preferences));
        for (var i = 0; i < 20; i++)
        {
            await GetAsync(unsubscribe);
        }

        Assert.Contains("Active", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(unsubscribe, ("List-Unsubscribe", "One-Click"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(unsubscribe, ("List-Unsubscribe", "One-Click"))).Status);
        Assert.Contains("Unsubscribed", await ListAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(unsubscribe[..^1] + "~", ("List-Unsubscribe", "One-Click"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(preferences, ("frequency", "Daily"))).Status);

        await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "erase", Address, .. Data]);
        var gone = await LocalHostProcess.RunAsync(_folder, 1, ["subscribers", "export", Address, .. Data]);
        Assert.Contains("Nothing is kept of", gone.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, host.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Single(_inbox.Mails, sent => sent.To.Contains(Address));
    }

    [Fact]
    public async Task Verbs_ImportShowSuppressAndList_DoWhatTheySay()
    {
        var list = _folder.Write("readers.csv", "address,language,consent_date,source,proof\nmarie@example.org,fr,2025-01-01,list,form\nbroken,fr,2025-01-01,list,form\n");
        var import = await LocalHostProcess.RunAsync(_folder, 1, ["subscribers", "import", list, .. Data]);
        Assert.Contains("Line 3:", import.Errors, StringComparison.Ordinal);
        Assert.Contains("1 readers added", import.Output, StringComparison.Ordinal);

        await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "add", "jean@example.org", "--proof", "paper form", "--frequency", "weekly", "--days", "mon", .. Data]);
        Assert.Contains("Weekly (Monday)", (await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "show", "jean@example.org", .. Data])).Output, StringComparison.Ordinal);
        await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "suppress", "jean@example.org", .. Data]);
        Assert.Contains("Suppressed", await ListAsync(), StringComparison.Ordinal);
        Assert.Contains(",Manual,", (await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "suppressions", .. Data])).Output, StringComparison.Ordinal);
        await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "unsuppress", "jean@example.org", .. Data]);
        await LocalHostProcess.RunAsync(_folder, 1, ["subscribers", "unsuppress", "jean@example.org", .. Data]);
    }

    private IReadOnlyList<string> Data => ["--data", _folder.Data, "--storage", _storage];

    private async Task<string> ListAsync() => (await LocalHostProcess.RunAsync(_folder, 0, ["subscribers", "list", "--json", .. Data])).Output
        .Split('\n').Where(line => !line.Contains("newsroom@example.com", StringComparison.Ordinal)).Aggregate("", (all, line) => all + line);

    private async Task<string> GetAsync(string address)
    {
        using var answer = await _browser.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(HttpStatusCode Status, string Content)> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _browser.PostAsync(new Uri(address), form, TestContext.Current.CancellationToken);
        Assert.Null(answer.Headers.Location);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<MimeMessage> MailAsync()
    {
        for (var i = 0; ; i++)
        {
            if (_inbox.Mails.FirstOrDefault(mail => mail.To.Contains(Address)) is { } mail)
            {
                return MimeMessage.Load(new MemoryStream(mail.Content.ToArray()), TestContext.Current.CancellationToken);
            }

            Assert.True(i < 600, "The mail that asks to confirm never came.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private static string LinkTo(string page, string text) => Link().Matches(text).Select(match => match.Value).First(link => link.Contains($"/{page}/", StringComparison.Ordinal));

    [GeneratedRegex(@"http://localhost:\d+/[a-z]+/[A-Za-z0-9._-]+")]
    private static partial Regex Link();
}
