using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Pipeline.Site;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Subscribers.Pages;

/// <summary>
/// Makes the pages of readers: without script, with one style that its hash allows, never kept by a proxy, never telling where they led from.
/// Thread-safe.
/// </summary>
public sealed class PageRenderer
{
    private const int NotFoundStatus = 404;
    private readonly EmbeddedTemplates _templates = new();
    private readonly Template _notice;
    private readonly Template _form;
    private readonly string _style;
    private readonly string _policy;
    private readonly NewsroomOptions _newsroom;
    private readonly SiteLinks _links;

    /// <summary>A renderer with the shipped templates.</summary>
    public PageRenderer(IOptions<NewsroomOptions> newsroom, SiteLinks links)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        _newsroom = newsroom.Value;
        _links = links;
        _notice = _templates.Parse("reader-notice.scriban-html");
        _form = _templates.Parse("reader-form.scriban-html");
        _style = _templates.Source("reader.css");
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)));
        _policy = $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /// <summary>The language of a page for somebody of whom none is known: the first that the browser asks for and that there is.</summary>
    public string LanguageOf(string? acceptLanguage)
    {
        foreach (var range in (acceptLanguage ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var code = range.Split(';', '-')[0].ToLowerInvariant();
            if (Strings.Languages.Contains(code))
            {
                return code;
            }
        }

        return _newsroom.Language;
    }

    /// <summary>The page for a link that is not good, or not any more; the same whatever is wrong with it.</summary>
    public ReaderPage BadLink(string language)
    {
        var strings = Strings.For(language);
        return Notice(strings, "badLink", NotFoundStatus, links: [(strings.Text("readers.again"), _links.Subscribe(language))]);
    }

    /// <summary>A page with the title and paragraphs <c>readers.{key}.title</c>, <c>.text</c>, <c>.text2</c>, and a button where one is named.</summary>
    internal ReaderPage Notice(
        Strings strings, string key, int status = 200, string? button = null, (string Name, string Label)? box = null, bool isPersonal = true,
        IReadOnlyList<(string Text, string Href)>? links = null, params ReadOnlySpan<(string Name, string Value)> words)
    {
        var values = Frame(strings, isPersonal);
        var typography = new Typography(strings);
        var paragraphs = new ScriptArray();
        foreach (var name in (string[])["text", "text2"])
        {
            if (strings.Keys.Contains($"readers.{key}.{name}"))
            {
                paragraphs.Add(typography.Set(strings.Text($"readers.{key}.{name}", [.. words, ("newsroom", _newsroom.Name)])));
            }
        }

        values.SetValue("title", typography.Set(strings.Text($"readers.{key}.title", [.. words, ("newsroom", _newsroom.Name)])), readOnly: true);
        values.SetValue("paragraphs", paragraphs, readOnly: true);
        values.SetValue("button", button is null ? "" : strings.Text(button), readOnly: true);
        values.SetValue("box", box?.Name ?? "", readOnly: true);
        values.SetValue("box_label", box is null ? "" : typography.Set(strings.Text(box.Value.Label)), readOnly: true);
        values.SetValue("links", LinksOf(links ?? []), readOnly: true);
        return Page(_notice, values, status, isPersonal);
    }

    /// <summary>A page with the form of what a reader chooses; <paramref name="form"/> holds all that the template asks for beside the frame.</summary>
    internal ReaderPage Form(Strings strings, ScriptObject form, int status, bool isPersonal) => Page(_form, Frame(strings, isPersonal), status, isPersonal, form);

    /// <summary>Data for the reader to keep.</summary>
    internal static ReaderPage Download(string json, string fileName) => new(
        200,
        json,
        "application/json; charset=utf-8",
        new Dictionary<string, string>(Private)
        {
            ["Content-Disposition"] = $"attachment; filename=\"{fileName}\"",
            ["X-Content-Type-Options"] = "nosniff",
        });

    internal static ScriptArray LinksOf(IReadOnlyList<(string Text, string Href)> links) => [.. links.Select(link =>
    {
        var value = new ScriptObject();
        value.SetValue("text", link.Text, readOnly: true);
        value.SetValue("href", link.Href, readOnly: true);
        return value;
    })];

    // A token in an address is a key: the address goes to no other site, into no cache and into no index.
    private static Dictionary<string, string> Private { get; } = new()
    {
        ["Cache-Control"] = "no-store",
        ["Referrer-Policy"] = "no-referrer",
        ["X-Robots-Tag"] = "noindex, nofollow",
    };

    private ScriptObject Frame(Strings strings, bool isPersonal)
    {
        var values = new ScriptObject();
        values.SetValue("lang", strings.Language, readOnly: true);
        values.SetValue("dir", strings.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr", readOnly: true);
        values.SetValue("style", new RawHtml(_style), readOnly: true);
        values.SetValue("newsroom", _newsroom.Name, readOnly: true);
        values.SetValue("is_personal", isPersonal, readOnly: true);
        values.SetValue("footer", new Typography(strings).Set(strings.Text("readers.footer")), readOnly: true);
        return values;
    }

    private ReaderPage Page(Template template, ScriptObject frame, int status, bool isPersonal, params ReadOnlySpan<ScriptObject> more)
    {
        var headers = isPersonal ? new Dictionary<string, string>(Private) : new Dictionary<string, string> { ["Cache-Control"] = "no-cache", ["Referrer-Policy"] = "no-referrer" };
        headers["Content-Security-Policy"] = _policy;
        headers["X-Content-Type-Options"] = "nosniff";
        return new(status, TemplateRun.Render(template, new HtmlTemplateContext(), _templates, [frame, .. more]), "text/html; charset=utf-8", headers);
    }
}
