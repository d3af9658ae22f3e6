using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Site;

/// <summary>Renders the public pages in one frame. What comes from articles is data and is escaped; templates are code. Thread-safe.</summary>
public sealed class SitePages
{
    /// <summary>Media type of the pages.</summary>
    internal const string Html = "text/html; charset=utf-8";

    private static readonly string[] s_names = ["home", "archive", "story", "missing"];

    private readonly EmbeddedTemplates _templates = new();
    private readonly Dictionary<string, Template> _pages;
    private readonly ScriptObject _style;
    private readonly SiteSafety _safety;
    private readonly NewsroomOptions _newsroom;
    private readonly SiteOptions _options;
    private readonly SiteLinks _links;

    /// <summary>A renderer with the shipped templates.</summary>
    public SitePages(IOptions<NewsroomOptions> newsroom, IOptions<SiteOptions> options, SiteLinks links)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _newsroom = newsroom.Value;
        _options = options.Value;
        _links = links;
        _pages = s_names.ToDictionary(name => name, name => _templates.Parse($"site-{name}.scriban-html"), StringComparer.Ordinal);
        var style = _templates.Source("site.css");
        _style = SiteModel.Make(("style", new RawHtml(style)));
        _safety = SiteSafety.Page("sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style))));
    }

    /// <summary>The page <paramref name="template"/> around <paramref name="content"/>.</summary>
    internal SiteReply Render(string template, SiteFrame frame, ScriptObject content) =>
        Render(template, frame, content, 200).With("Content-Language", frame.Strings.Language);

    /// <summary>The page for an address behind which there is nothing, in all languages that we ship, that of the newsroom first.</summary>
    internal SiteReply Missing()
    {
        var all = Strings.Languages.Select(Strings.For).OrderByDescending(strings => strings.Language == _newsroom.Language).ToList();
        var frame = new SiteFrame { Strings = all[0], Title = all[0].Text("site.missing.title"), IsListed = false };
        return Render("missing", frame, SiteModel.Make(("texts", SiteModel.List(all.Select(Text)))), 404);

        ScriptObject Text(Strings strings) => SiteModel.Make(
            ("lang", strings.Language),
            ("heading", Set(strings, "site.missing.title")),
            ("paragraph", Set(strings, "site.missing.text")),
            ("home", SiteModel.Link(Set(strings, "site.missing.home"), _links.Home(strings.Language))));
    }

    private SiteReply Render(string template, SiteFrame frame, ScriptObject content, int status)
    {
        var html = TemplateRun.Render(_pages[template], new HtmlTemplateContext(), _templates, _style, FrameOf(frame), content);
        var reply = SiteReply.Of(Html, html, _safety, _options.CacheFor, status);
        return frame.IsListed ? reply : reply.With("X-Robots-Tag", "noindex");
    }

    private ScriptObject FrameOf(SiteFrame frame)
    {
        var strings = frame.Strings;
        var language = strings.Language;
        return SiteModel.Make(
            ("lang", language),
            ("dir", strings.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr"),
            ("page_title", string.Equals(frame.Title, _newsroom.Name, StringComparison.Ordinal) ? frame.Title : $"{frame.Title} – {_newsroom.Name}"),
            ("description", frame.Description),
            ("canonical", frame.Address?.Invoke(language) ?? ""),
            ("newsroom", _newsroom.Name),
            ("home", _links.Home(language)),
            ("skip", Set(strings, "site.skip")),
            ("nav_label", Set(strings, "site.nav")),
            ("nav", SiteModel.List(
            [
                SiteModel.Link(Set(strings, "site.archive.title"), _links.Archive(language)),
                SiteModel.Link(Set(strings, "site.subscribe"), _links.Subscribe(language)),
            ])),
            ("feeds_label", Set(strings, "site.feeds.title")),
            ("feeds", SiteModel.List(
            [
                Feed("site.feeds.atom", "application/atom+xml", _links.Atom(language)),
                Feed("site.feeds.json", "application/feed+json", _links.JsonFeed(language)),
                Feed("site.feeds.calendar", "text/calendar", _links.Calendar(language)),
            ])),
            ("languages_label", Set(strings, "site.languages")),
            ("languages", SiteModel.List(Strings.Languages.Where(code => code != language).Select(Other))),
            ("footer", Set(strings, "site.footer")));

        ScriptObject Feed(string key, string type, string address) => SiteModel.Make(("text", Set(strings, key)), ("type", type), ("href", address));

        ScriptObject Other(string code) => SiteModel.Make(
            ("text", NameOf(code)), ("lang", code), ("href", frame.Address?.Invoke(code) ?? _links.Home(code)), ("is_same", frame.Address is not null));
    }

    // Every language by the name that its readers give it.
    private static string NameOf(string code)
    {
        var culture = CultureInfo.GetCultureInfo(code);
        return culture.TextInfo.ToUpper(culture.NativeName[..1]) + culture.NativeName[1..];
    }

    private static string Set(Strings strings, string key) => new Typography(strings).Set(strings.Text(key));
}
