using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Tests.Subscribers;

public sealed class ReaderPageTests
{
    private readonly ReadersRoom _room = new();

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Pages_All_AreWholeAccessibleAndUnderAStrictPolicy(string language)
    {
        foreach (var (name, page) in await _room.PagesAsync(language))
        {
            var document = new HtmlParser().ParseDocument(page.Content);
            Assert.Equal(language, document.DocumentElement.GetAttribute("lang"));
            Assert.Single(document.QuerySelectorAll("main"));
            Assert.Single(document.QuerySelectorAll("h1"));
            Assert.False(string.IsNullOrWhiteSpace(document.Title), name);
            Assert.Empty(document.QuerySelectorAll("script, img, iframe, [style], [onclick], link"));
            Assert.All(
                document.QuerySelectorAll("input, select, textarea").Where(field => field.GetAttribute("type") != "hidden"),
                field => Assert.NotNull(document.QuerySelector($"label[for='{field.Id}']")));
            Assert.All(document.QuerySelectorAll("[id]").GroupBy(element => element.Id), ids => Assert.Single(ids));
            Assert.All(document.QuerySelectorAll("[aria-describedby]"), field => Assert.All(
                field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(document.GetElementById(id))));
            Assert.All(document.QuerySelectorAll<IHtmlFormElement>("form"), form => Assert.Equal(("post", null), (form.Method, form.GetAttribute("action"))));
            Assert.All(document.QuerySelectorAll("a"), link => Assert.Matches("^(https://news\\.example/|#)", link.GetAttribute("href")!));

            var style = Assert.Single(document.QuerySelectorAll("style")).TextContent;
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            Assert.Contains($"style-src 'sha256-{hash}'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal(("nosniff", "no-referrer"), (page.Headers["X-Content-Type-Options"], page.Headers["Referrer-Policy"]));
            var isPersonal = name != "subscribe";
            Assert.Equal(isPersonal, page.Headers.GetValueOrDefault("X-Robots-Tag") == "noindex, nofollow");
            Assert.Equal(isPersonal, page.Headers["Cache-Control"] == "no-store");
            Assert.DoesNotContain(ReadersRoom.Address, page.Content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Preferences_Saved_ShowsTheStoredState()
    {
        var reader = await _room.ActiveAsync();
        var token = _room.TokenOf(reader, TokenPurpose.Preferences);
        var page = await _room.PreferencesPages.TakeAsync(
            token,
            ReadersRoom.Form(
                ("language", "en"), ("frequency", "ChosenDays"), ("days", "Tuesday"), ("hour", "05:00"), ("zone", "Pacific/Auckland"), ("paused_until", "2026-05-01"),
                ("followed", "Valmeuse"), ("muted", "")),
            null,
            Make.Token);

        Assert.Equal(200, page.Status);
        var stored = (await _room.ReaderAsync())!.Preferences;
        Assert.Equal((DigestFrequency.ChosenDays, "Pacific/Auckland", new DateOnly(2026, 5, 1)), (stored.Frequency, stored.TimeZone, stored.PausedUntil));
        var document = new HtmlParser().ParseDocument((await _room.PreferencesPages.ShowAsync(token, new(), null, Make.Token)).Content);
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            ["ChosenDays", "Tuesday", "en", "05:00", "Pacific/Auckland", "2026-05-01", "Valmeuse"],
            new[]
            {
                document.QuerySelector("input[name=frequency][checked]")!.GetAttribute("value"),
                Assert.Single(document.QuerySelectorAll("input[name=days][checked]")).GetAttribute("value"),
                document.QuerySelector<IHtmlSelectElement>("#language")!.Value,
                document.QuerySelector<IHtmlSelectElement>("#hour")!.Value,
                document.QuerySelector<IHtmlSelectElement>("#zone")!.Value,
                document.QuerySelector("#paused_until")!.GetAttribute("value"),
                document.QuerySelector<IHtmlTextAreaElement>("#followed")!.Value,
            });
    }

    [Fact]
    public async Task Preferences_WithErrors_SavesNothingAndShowsWhatWasTyped()
    {
        var reader = await _room.ActiveAsync();
        var page = await _room.PreferencesPages.TakeAsync(
            _room.TokenOf(reader, TokenPurpose.Preferences),
            ReadersRoom.Form(("frequency", "Weekly"), ("paused_until", "soon"), ("followed", "Valmeuse"), ("muted", "Valmeuse")),
            null,
            Make.Token);

        Assert.Equal(400, page.Status);
        Assert.Equal(reader, await _room.ReaderAsync());
        var document = new HtmlParser().ParseDocument(page.Content);
        Assert.Equal(3, document.QuerySelectorAll("[role=alert] li").Length);
        Assert.All(document.QuerySelectorAll("[role=alert] a"), link => Assert.NotNull(document.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal("soon", document.QuerySelector("#paused_until")!.GetAttribute("value"));
        Assert.Equal("Weekly", document.QuerySelector("input[name=frequency][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Preferences_ALinkThatBringsAStory_FillsItInAndKeepsItOnceSaved()
    {
        var reader = await _room.ActiveAsync();
        var story = new StoryId(Identifier.Of("story"));
        await _room.Stories.TrySaveAsync(new Story { Id = story, Title = "Tempête Ondine", Language = "fr" }, null, Make.Token);
        var token = _room.TokenOf(reader, TokenPurpose.Preferences);
        var page = await _room.PreferencesPages.ShowAsync(token, ReadersRoom.Form(("follow", story.Value), ("mute", "<nonsense>")), null, Make.Token);

        var document = new HtmlParser().ParseDocument(page.Content);
        Assert.Equal("Tempête Ondine", document.QuerySelector($"label[for='followed-{story}']")!.TextContent);
        Assert.Empty((await _room.ReaderAsync())!.Preferences.Topics.Followed);
        await _room.PreferencesPages.TakeAsync(token, ReadersRoom.Form(("frequency", "Daily"), ("followed", story.Value), ("followed", "Valmeuse"), ("muted", "")), null, Make.Token);
        Assert.Equal([story.Value, "Valmeuse"], (await _room.ReaderAsync())!.Preferences.Topics.Followed);
        await _room.PreferencesPages.TakeAsync(token, ReadersRoom.Form(("frequency", "Daily"), ("followed", "Valmeuse"), ("muted", "")), null, Make.Token);
        Assert.Equal(["Valmeuse"], (await _room.ReaderAsync())!.Preferences.Topics.Followed);
    }

    [Fact]
    public async Task Export_OfAReader_HoldsAllThatIsKept()
    {
        var reader = await _room.ActiveAsync();
        var file = await _room.PreferencesPages.ExportAsync(_room.TokenOf(reader, TokenPurpose.Preferences), null, Make.Token);

        Assert.Equal(("application/json; charset=utf-8", "no-store"), (file.ContentType, file.Headers["Cache-Control"]));
        Assert.Contains("attachment", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        var data = System.Text.Json.JsonDocument.Parse(file.Content).RootElement;
        Assert.Equal(
            (ReadersRoom.Address, "active", "page", "Europe/Paris"),
            (data.GetProperty("address").GetString(), data.GetProperty("state").GetString(), data.GetProperty("consent").GetProperty("source").GetString(),
                data.GetProperty("preferences").GetProperty("timeZone").GetString()));
        Assert.Null(await _room.Export.RunAsync(_room.Keys.IdOf("nobody@example.org"), Make.Token));
    }

    [Theory]
    [InlineData(null, "fr")]
    [InlineData("en-GB,en;q=0.9,fr;q=0.8", "en")]
    [InlineData("de, fr;q=0.5", "fr")]
    [InlineData("../x,<script>", "fr")]
    public async Task BadLink_ForSomebodyUnknown_IsInALanguageOfTheBrowser(string? accepted, string expected)
    {
        var page = await _room.ConfirmPages.ShowAsync("k1.nonsense", accepted, Make.Token);
        Assert.Equal(404, page.Status);
        Assert.Contains($"<html lang=\"{expected}\"", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_UnknownLanguage_IsNotFound()
    {
        Assert.Equal(404, _room.SubscribePages.Show("xx").Status);
        Assert.Equal(404, (await _room.SubscribePages.TakeAsync("xx", ReadersRoom.Form(("address", ReadersRoom.Address)), ReadersRoom.Source, Make.Token)).Status);
    }
}
