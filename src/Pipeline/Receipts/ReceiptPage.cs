using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;
using Pipeline.Articles.Reading.Metadata;
using Pipeline.Digest.Rendering;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Receipts;

/// <summary>Renders a receipt as a page that needs nothing else. Files are data and are escaped; the template is code. Thread-safe.</summary>
public sealed class ReceiptPage
{
    private readonly EmbeddedTemplates _templates = new();
    private readonly ConcurrentDictionary<string, ReceiptView> _views = new(StringComparer.Ordinal);
    private readonly Template _page;
    private readonly string _style;
    private readonly string _styleHash;
    private readonly NewsroomOptions _newsroom;
    private readonly MomentReader _moments;
    private readonly ReceiptOptions _options;

    /// <summary>A renderer with the shipped template.</summary>
    public ReceiptPage(IOptions<NewsroomOptions> newsroom, IOptions<ReadingOptions> reading, IOptions<ReceiptOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(options);
        _newsroom = newsroom.Value;
        _moments = new MomentReader(new StampReader(reading.Value, _newsroom), _newsroom);
        _options = options.Value;
        _page = _templates.Parse("receipt.scriban-html");
        _style = _templates.Source("receipt.css");
        _styleHash = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)));
    }

    internal string Render(Receipt receipt)
    {
        var style = new ScriptObject();
        style.SetValue("style", new RawHtml(_style), readOnly: true);
        style.SetValue("style_hash", _styleHash, readOnly: true);
        var view = _views.GetOrAdd(LanguageOf(receipt), code => new ReceiptView(Strings.For(code), _newsroom, _moments, _options.MaxTextCharacters));
        return TemplateRun.Render(_page, new HtmlTemplateContext(), _templates, style, view.Of(receipt));
    }

    // The words of an article's own language where we have them.
    internal string LanguageOf(Receipt receipt) =>
        receipt.Article is { } article && Strings.Languages.Contains(article.Language) ? article.Language : _newsroom.Language;

    internal PublicationWords PublicationIn(string language) => new(Strings.For(language), _newsroom, _moments);
}
