using System.Text;
using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Digest;

/// <summary>Renders a digest as a mail: subject, HTML and text. Articles are data and are escaped; templates are code. Thread-safe.</summary>
public sealed class Renderer
{
    /// <summary>The HTML part is never longer, in bytes: some readers' programs cut a mail at about 102,000.</summary>
    public const int MaxHtmlBytes = 80_000;

    private readonly EmbeddedTemplates _templates = new();
    private readonly Template _html;
    private readonly Template _text;
    private readonly NewsroomOptions _newsroom;
    private readonly DigestOptions _options;

    /// <summary>A renderer with the shipped templates.</summary>
    public Renderer(IOptions<NewsroomOptions> newsroom, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _newsroom = newsroom.Value;
        _options = options.Value;
        _html = _templates.Parse("digest.scriban-html");
        _text = _templates.Parse("digest.scriban-txt");
    }

    /// <summary>
    /// The mail that tells <paramref name="model"/> in <paramref name="language"/> as <paramref name="variant"/> of <paramref name="issue"/>; what is
    /// too much is left out and counted.
    /// </summary>
    public DigestPreview Render(DigestModel model, string language, DigestId issue, VariantId variant)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Render(model, language);
    }

    /// <summary>The same for a draft that no page shows.</summary>
    public DigestPreview Render(DigestModel model, string language)
    {
        ArgumentNullException.ThrowIfNull(model);
        var view = new DigestView(Strings.For(language), _newsroom);
        while (true)
        {
            var values = view.Of(model, _options.List);
            var html = Render(_html, new HtmlTemplateContext(), values);
            if (Encoding.UTF8.GetByteCount(html) <= MaxHtmlBytes || Shorten(model) is not { } shorter)
            {
                var text = Render(_text, new TemplateContext(), values);
                return new DigestPreview((string)values["subject"]!, html, text) { Preheader = (string)values["preheader"]! };
            }

            model = shorter;
        }
    }

    // Context goes first, then the dossiers told last, then the last events of the only one.
    private static DigestModel? Shorten(DigestModel model)
    {
        if (model.Context.Count > 0)
        {
            return model with { Context = [] };
        }

        if (model.Dossiers.Count > 1)
        {
            var last = model.Dossiers[^1];
            return model with
            {
                Dossiers = [.. model.Dossiers.SkipLast(1)],
                OmittedDossiers = model.OmittedDossiers + 1,
                OmittedEvents = model.OmittedEvents + last.Items.Count + last.Omitted,
            };
        }

        return model.Dossiers is [{ Items.Count: > 0 } only]
            ? model with { Dossiers = [only with { Items = [.. only.Items.SkipLast(1)], Omitted = only.Omitted + 1 }] }
            : null;
    }

    private string Render(Template template, TemplateContext context, ScriptObject values)
    {
        var functions = new ScriptObject();
        functions.Import("fold", new Func<string, string, string, string>(LineWrapper.Wrap));
        return TemplateRun.Render(template, context, _templates, functions, values);
    }
}
