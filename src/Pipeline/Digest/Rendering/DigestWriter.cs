using System.Text;
using Pipeline.Site;
using Scriban;
using Scriban.Runtime;

namespace Pipeline.Digest.Rendering;

/// <summary>Puts a digest into words with one set of templates; what is too much is left out and counted. Thread-safe.</summary>
internal sealed class DigestWriter(NewsroomOptions newsroom, string list, SiteLinks site)
{
    // Far above any digest, which may have 80 kB.
    private const int MaxCharacters = 1_000_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_regexPatience = TimeSpan.FromSeconds(1);

    /// <summary>The digest as <paramref name="templates"/> tell it.</summary>
    public DigestPreview Write(TemplateSet templates, DigestModel model, string language, DigestId issue, VariantId variant)
    {
        var view = new DigestView(templates.StringsOf(language), newsroom, new EditionLinks(site, language, issue, variant));
        while (true)
        {
            var values = view.Of(model, list);
            var html = Run(templates.Html, new HtmlTemplateContext(), templates, values);
            if (Encoding.UTF8.GetByteCount(html) <= Renderer.MaxHtmlBytes || Shorten(model) is not { } shorter)
            {
                return new DigestPreview((string)values["subject"]!, html, Run(templates.Text, new TemplateContext(), templates, values))
                {
                    Preheader = (string)values["preheader"]!,
                    TemplateVersion = templates.Version(language),
                    Findings = [.. view.Findings(model)],
                };
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

    private static string Run(Template template, TemplateContext context, TemplateSet templates, ScriptObject values)
    {
        var functions = new ScriptObject();
        functions.Import("fold", new Func<string, string, string, string>(LineWrapper.Wrap));
        using var patience = new CancellationTokenSource(s_patience);
        context.CancellationToken = patience.Token;
        context.RegexTimeOut = s_regexPatience;
        return TemplateRun.Render(template, context, templates, MaxCharacters, functions, values);
    }
}
