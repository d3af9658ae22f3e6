using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Stories;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The public pages and feeds as a browser and a feed reader meet them: the host with its seeds, over the emulator.</summary>
public sealed class SiteTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private LocalHostProcess? _host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Site_SeedsAndADateToCome_PagesAndFeedsTellThem()
    {
        _folder.Settings["Site__CacheFor"] = "00:00:00";
        _host = LocalHostProcess.Start(_folder, "--data", _folder.Data, "--port", $"{LoopbackPort.FindFree()}");
        await _host.WaitForAsync("Now watching");
        var announced = LocalHostProcess.Announced(_folder);
        _client.BaseAddress = new Uri(announced.GetProperty("Site").GetString()!);
        await using var services = Services(announced.GetProperty("Storage").GetString()!);

        await StoriesAreTold(services);
        await TheDigestOfTheSeedsIsPublic();
        await ADigestIsAPageAndAnEntry(services);
        await ADateToComeIsInTheCalendar();
        await OddAddressesAreAnswered();
    }

    private async Task StoriesAreTold(ServiceProvider services)
    {
        var stories = await services.GetRequiredService<IStoryStore>().ListAsync(Token).Where(story => story.MergedInto is null && story.Articles > 0).ToListAsync(Token);
        Assert.NotEmpty(stories);
        var told = 0;
        foreach (var story in stories)
        {
            var (page, reply) = await GetAsync($"fr/stories/{story.Id}");
            Assert.Equal("text/html; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
            Assert.Contains("default-src 'none'", Header(reply, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal(("nosniff", "no-referrer"), (Header(reply, "X-Content-Type-Options"), Header(reply, "Referrer-Policy")));
            var (data, _) = await GetAsync($"en/stories/{story.Id}/timeline.json");
            foreach (var known in story.Events.Where(known => known.Mentions.Count > 0))
            {
                if ((await services.GetRequiredService<IEventStore>().FindAsync(known.Event, Token))?.Value is { WithdrawnAt: null, MergedInto: null } found)
                {
                    told++;
                    Assert.Contains($"id=\"e-{found.Id}\"", page, StringComparison.Ordinal);
                    Assert.Contains($"\"e-{found.Id}\"", data, StringComparison.Ordinal);
                    var (entry, _) = await GetAsync($"fr/events/{found.Id}.ics");
                    Assert.Contains($"UID:{found.Id}", entry, StringComparison.Ordinal);
                }
            }
        }

        Assert.True(told >= 10, $"Only {told} events of the seeds are told.");
    }

    private async Task TheDigestOfTheSeedsIsPublic()
    {
        foreach (var (language, accepted) in ((string, string)[])[("fr", "fr-FR"), ("en", "en-GB,en;q=0.8")])
        {
            var archive = (await GetAsync($"{language}/digests")).Text;
            var address = Regex.Match(archive, "digests/main-[0-9TZ]+/[a-z2-7]{26}").Value;
            Assert.NotEqual("", address);
            var (page, reply) = await GetAsync(address);
            Assert.Equal(language, Assert.Single(reply.Content.Headers.ContentLanguage));
            Assert.Contains("Valmeuse", page, StringComparison.Ordinal);
            Assert.DoesNotContain("reader.invalid", page, StringComparison.Ordinal);
            Assert.DoesNotContain("newsroom@example.com", page, StringComparison.Ordinal);
            Assert.Contains(address, (await GetAsync($"{language}/digests.atom")).Text, StringComparison.Ordinal);
            using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri("", UriKind.Relative));
            asked.Headers.TryAddWithoutValidation("Accept-Language", accepted);
            using var home = await _client.SendAsync(asked, Token);
            Assert.Contains(address, await home.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    private async Task ADigestIsAPageAndAnEntry(ServiceProvider services)
    {
        var issue = new DigestId("main", DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        var variant = new DigestVariant
        {
            Issue = issue,
            Id = new(Identifier.Of("site", issue.ToString())),
            Language = "fr",
            Since = issue.CutOff.AddDays(-1),
            IsPublic = true,
            Subject = "Édition <d’essai> {{7*7}}",
            Html = $"<!doctype html><html lang=\"fr\"><body><h1>Essai</h1><p><a href=\"{PersonalMarks.Unsubscribe}\">Partir</a></p></body></html>",
            Text = "Essai",
            ChangeIds = [],
        };
        await services.GetRequiredService<IVariantStore>().FreezeAsync(variant, Token);

        var (page, _) = await GetAsync($"digests/{issue}/{variant.Id}");
        Assert.Contains($"href=\"{_client.BaseAddress}fr/subscribe\"", page, StringComparison.Ordinal);
        Assert.Contains("Édition &lt;d’essai&gt; {{7*7}}", (await GetAsync("fr/digests")).Text, StringComparison.Ordinal);
        Assert.Contains("Édition &lt;d’essai&gt; {{7*7}}", (await GetAsync("fr")).Text, StringComparison.Ordinal);
        foreach (var (address, type) in ((string, string)[])[("fr/digests.atom", "application/atom+xml"), ("fr/digests.json", "application/feed+json")])
        {
            var (feed, reply) = await GetAsync(address);
            Assert.Contains(variant.Id.Value, feed, StringComparison.Ordinal);
            Assert.Equal(type, reply.Content.Headers.ContentType!.MediaType);
            await IsNotSentTwice(address, reply);
        }
    }

    // RFC 9110: who has the current copy gets no body, and HEAD gets the same headers without one.
    private async Task IsNotSentTwice(string address, HttpResponseMessage first)
    {
        using var known = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        known.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var notModified = await _client.SendAsync(known, Token);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
        Assert.Empty(await notModified.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(first.Headers.ETag, notModified.Headers.ETag);

        using var since = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        since.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        using var unchanged = await _client.SendAsync(since, Token);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative));
        using var bare = await _client.SendAsync(head, Token);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (bare.StatusCode, bare.Headers.ETag));
        Assert.Equal(first.Content.Headers.ContentLength, bare.Content.Headers.ContentLength);
        Assert.Empty(await bare.Content.ReadAsByteArrayAsync(Token));
    }

    private async Task ADateToComeIsInTheCalendar()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var day = today.AddDays(40);
        var article = $"""
            ---
            title: Harrow bridge to reopen
            date: {today:yyyy-MM-dd}
            ---
            The mayor will reopen the Harrow bridge on {day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"))} after repairs to two of its pillars.
            """;
        await LocalHostProcess.RunAsync(_folder, 0, "drop", _folder.Write("harrow.md", article), "--data", _folder.Data);
        await _host!.WaitForAsync("harrow.md:");

        var (calendar, reply) = await GetAsync("en/upcoming.ics");
        Assert.Equal("text/calendar; charset=utf-8", reply.Content.Headers.ContentType!.ToString());
        Assert.Contains($"DTSTART;VALUE=DATE:{day:yyyyMMdd}\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("Harrow bridge", (await GetAsync("en")).Text, StringComparison.Ordinal);
    }

    private async Task OddAddressesAreAnswered()
    {
        string[] odd =
        [
            "digests/x/y", "digests/..%2F..%2Farticles/aaaaaaaaaaaaaaaaaaaaaaaaaa", "xx/digests", "fr/digests?before=%27",
            "fr/stories/x", "fr/stories/%7B%7B7*7%7D%7D", "fr/stories/aaaaaaaaaaaaaaaaaaaaaaaaaa/timeline.json", "fr/events/.ics", "fr/events/%E2%80%AE.ics", "zz/upcoming.ics",
            "fr/stories/" + new string('a', 2000), "zz",
        ];
        foreach (var address in odd)
        {
            using var reply = await _client.GetAsync(new Uri(address, UriKind.Relative), Token);
            Assert.True(reply.StatusCode == HttpStatusCode.NotFound, $"{address}: {reply.StatusCode}");
            var text = await reply.Content.ReadAsStringAsync(Token);
            Assert.Contains("Cette page n’existe pas", text, StringComparison.Ordinal);
            Assert.Contains("There is no such page", text, StringComparison.Ordinal);
        }

        using var posted = await _client.PostAsync(new Uri("fr/digests", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri("", UriKind.Relative)) { Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } } };
        using var home = await _client.SendAsync(asked, Token);
        Assert.Equal("en", Assert.Single(home.Content.Headers.ContentLanguage));
    }

    private async Task<(string Text, HttpResponseMessage Reply)> GetAsync(string address)
    {
        var reply = await _client.GetAsync(new Uri(address, UriKind.Relative), Token);
        var text = await reply.Content.ReadAsStringAsync(Token);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address}: {reply.StatusCode}\n{text}");
        return (text, reply);
    }

    private static string Header(HttpResponseMessage reply, string name) => Assert.Single(reply.Headers.GetValues(name));

    private static ServiceProvider Services(string storage) =>
        new ServiceCollection().AddLogging().AddPipelineAdapters(new ConfigurationManager { ["Storage"] = storage }).BuildServiceProvider();
}
