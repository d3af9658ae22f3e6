using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Digest;
using Pipeline.InMemory;
using static Pipeline.Tests.Digest.DigestSamples;

namespace Pipeline.Tests.Digest;

public sealed class DigestTemplatesTests
{
    private readonly InMemoryTemplateStore _store = new();
    private readonly FakeTimeProvider _time = new(CutOff);
    private readonly DigestTemplates _templates;
    private readonly Renderer _renderer;

    public DigestTemplatesTests()
    {
        _templates = Make.Templates(_store, _time);
        _renderer = Make.Renderer(templates: _templates);
    }

    [Fact]
    public async Task Render_NoOverride_IsAsShipped()
    {
        var mail = await RenderAsync();

        Assert.Equal(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant), mail with { Findings = mail.Findings }, Equal);
    }

    [Fact]
    public async Task Render_AnOverriddenTemplate_IsUsedAndChangesTheVersion()
    {
        _store.Put("digest.scriban-html", Shipped("digest.scriban-html").Replace("<h1 ", "<h1 data-house=\"vigie\" ", StringComparison.Ordinal));
        var mail = await RenderAsync();

        Assert.Contains("<h1 data-house=\"vigie\" ", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Findings, IsFallback);
        Assert.NotEqual(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant).TemplateVersion, mail.TemplateVersion);
    }

    [Fact]
    public async Task Render_ATemplateWithItsOwnPart_UsesBoth()
    {
        _store.Put("digest.scriban-html", Shipped("digest.scriban-html").Replace("</h1>", "</h1>{{ include \"house-slogan.scriban-html\" }}", StringComparison.Ordinal));
        _store.Put("house-slogan.scriban-html", "<p>Chaque matin</p>");
        var mail = await RenderAsync();

        Assert.Contains("<p>Chaque matin</p>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Findings, IsFallback);
    }

    [Fact]
    public async Task Render_OverriddenSentences_AreUsedInTheirLanguageOnly()
    {
        _store.Put("strings.fr.json", """{ "digest": { "browser": "Lire en ligne" }, "mark": { "new": "[Du jour]" } }""");
        var mail = await RenderAsync();

        Assert.Contains(">Lire en ligne</a>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("[Du jour]", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Findings, IsFallback);
        Assert.Contains("View in browser", (await RenderAsync("en")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ for x in lead }", "digest.scriban-html")] // No template at all.
    [InlineData("{{ no_such_value }}", "digest.scriban-html")]
    [InlineData("{{ lead.no_such_member }}", "digest.scriban-html")]
    [InlineData("{{ include '../../etc/passwd' }}", "digest.scriban-html")]
    [InlineData("{{ include 'receipt.scriban-html' }}", "digest.scriban-html")]
    [InlineData("{{ while true }}x{{ end }}", "digest.scriban-html")]
    [InlineData("{{ for i in 1..1000000 }}x{{ end }}", "digest.scriban-html")]
    [InlineData("{{ func f; f; end; f }}", "digest.scriban-html")]
    [InlineData("{{ include 'digest.scriban-html' }}", "digest.scriban-html")]
    [InlineData("{{ 'x' * 200000000 }}", "digest.scriban-html")]
    [InlineData("{{ x = 'x'; for i in 1..60; x = x + x; end; x }}", "digest.scriban-html")]
    [InlineData("{{ x = 'x' | string.pad_left 100000; for i in 1..10000; x; end }}", "digest.scriban-html")]
    [InlineData("{{ '(a+)+$' | regex.match 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' }}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex.match '^(a+)+$' }}", "digest.scriban-html")]
    [InlineData("<script>alert(1)</script>", "digest.scriban-html")]
    [InlineData("<img src=\"https://tracker.example/{{ lead.headline }}\">", "digest.scriban-html")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "digest.scriban-html")]
    [InlineData("<a href=\"https://reader.invalid/token\">x</a>", "digest.scriban-html")]
    [InlineData("<p style=\"color:#cccccc\">x</p>", "digest.scriban-html")]
    public async Task Render_AHostileOrBrokenTemplate_FallsBackAndSaysSo(string code, string name)
    {
        _store.Put(name, Shipped(name).Replace("</h1>", "</h1>" + code, StringComparison.Ordinal));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var mail = await RenderAsync();

        Assert.Equal(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant).Html, mail.Html);
        Assert.Contains(mail.Findings, finding => IsFallback(finding) && finding.Detail.StartsWith(name + ": ", StringComparison.Ordinal));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("digest.scriban-html", "<a class=\"link\" href=\"{{ unsubscribe_url }}\" style=\"{{ s.link }}\">{{ unsubscribe_label }}</a>")]
    [InlineData("digest.scriban-html", "<a class=\"link\" href=\"{{ preferences_url }}\" style=\"{{ s.link }}\">{{ preferences_label }}</a>")]
    [InlineData("digest.scriban-html", "{{ include \"headline.scriban-html\" lead lead.url }}")]
    [InlineData("digest.scriban-txt", "{{ unsubscribe_url }}")]
    [InlineData("digest.scriban-txt", "{{ include \"item.scriban-txt\" lead }}")]
    public async Task Render_ATemplateWithoutWhatAMailMustHave_FallsBack(string name, string missing)
    {
        Assert.Contains(missing, Shipped(name), StringComparison.Ordinal);
        _store.Put(name, Shipped(name).Replace(missing, "", StringComparison.Ordinal));

        Assert.Contains((await RenderAsync()).Findings, IsFallback);
    }

    [Theory]
    [InlineData("{ \"digest\": ")]
    [InlineData("[]")]
    [InlineData("{ \"digest\": { \"browser\": 7 } }")]
    [InlineData("{ \"digest\": { \"brwoser\": \"x\" } }")]
    [InlineData("{ \"receipt\": { \"facts\": \"x\" } }")]
    [InlineData("{ \"rules\": { \"singular\": \"x\" } }")]
    [InlineData("{ \"digest\": { \"browser\": \"{secret}\" } }")]
    [InlineData("{ \"digest\": { \"browser\": \"a\\nb\" } }")]
    [InlineData("{ \"date\": { \"day\": \"%\" } }")]
    public async Task Render_BrokenSentences_FallBackAndSaySo(string json)
    {
        _store.Put("strings.fr.json", json);
        var mail = await RenderAsync();

        Assert.Equal(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant).Html, mail.Html);
        Assert.Contains(mail.Findings, finding => IsFallback(finding) && finding.Detail.StartsWith("strings.fr.json: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("digest.html")]
    [InlineData("strings.xx.json")]
    [InlineData("../digest.scriban-html")]
    public async Task Render_AFileOfNoKnownName_IsLeftAloneAndNamed(string name)
    {
        _store.Put(name, "x");

        Assert.Contains((await RenderAsync()).Findings, finding => IsFallback(finding) && finding.Detail.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_AFileThatIsTooLong_IsLeftAloneAndNamed()
    {
        _store.Put("digest.scriban-html", null);

        Assert.Contains((await RenderAsync()).Findings, finding => IsFallback(finding) && finding.Detail.StartsWith("digest.scriban-html", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_OneBrokenAmongGoodOnes_KeepsTheGoodOnes()
    {
        _store.Put("strings.fr.json", """{ "digest": { "browser": "Lire en ligne" } }""");
        _store.Put("entry.scriban-html", "{{ broken");
        _store.Put("sources.scriban-html", Shipped("sources.scriban-html").Replace(" · ", " / ", StringComparison.Ordinal));
        var mail = await RenderAsync();

        Assert.Single(mail.Findings, IsFallback);
        Assert.Contains("Lire en ligne", mail.Html, StringComparison.Ordinal);
        Assert.Contains(" / <a class=\"link\"", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_ATemplateThatFailsOnThisDigestOnly_FallsBackForThisDigest()
    {
        _store.Put("details.scriban-html", "{{ if ($1.headline | string.starts_with 'Le ') && !($1.headline | string.contains 'A1') }}{{ no_such }}{{ end }}" + Shipped("details.scriban-html"));
        var mail = await RenderAsync();

        Assert.Equal(Make.Renderer().Render(FullIssue(), "fr", Issue, Variant).Html, mail.Html);
        Assert.Contains(mail.Findings, IsFallback);
    }

    [Fact]
    public async Task Refresh_WithinAMinute_KeepsWhatItKnows()
    {
        await RenderAsync();
        _store.Put("strings.fr.json", """{ "digest": { "browser": "Lire en ligne" } }""");

        Assert.DoesNotContain("Lire en ligne", (await RenderAsync()).Html, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Lire en ligne", (await RenderAsync()).Html, StringComparison.Ordinal);
        _store.Remove("strings.fr.json");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Lire en ligne", (await RenderAsync()).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_ABrokenFile_IsLoggedOnce()
    {
        var logger = new EventLog();
        var templates = Make.Templates(_store, _time, logger);
        _store.Put("digest.scriban-html", "{{ broken");
        for (var look = 0; look < 3; look++)
        {
            await templates.RefreshAsync(Make.Token);
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Single(logger.Events, 3202);
    }

    private Task<DigestPreview> RenderAsync(string language = "fr") => _renderer.RenderAsync(FullIssue(), language, Issue, Variant, Make.Token);

    private static string Shipped(string name) => new Pipeline.Digest.Rendering.EmbeddedTemplates().Source(name);

    private static bool IsFallback(PreflightFinding finding) => finding.Code == PreflightCodes.TemplateFallback;

    private static bool Equal(DigestPreview one, DigestPreview other) => (one.Subject, one.Html, one.Text, one.TemplateVersion) == (other.Subject, other.Html, other.Text, other.TemplateVersion);

    private sealed class EventLog : ILogger<DigestTemplates>
    {
        public List<int> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Add(eventId.Id);
    }
}
