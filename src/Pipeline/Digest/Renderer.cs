using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Pipeline.Site;

namespace Pipeline.Digest;

/// <summary>Renders a digest as a mail: subject, HTML and text. Articles are data and are escaped; templates are code. Thread-safe.</summary>
public sealed class Renderer
{
    /// <summary>The HTML part is never longer, in bytes: some readers' programs cut a mail at about 102,000.</summary>
    public const int MaxHtmlBytes = 80_000;

    private readonly DigestWriter _writer;
    private readonly DigestTemplates _templates;

    /// <summary>A renderer with the templates of <paramref name="templates"/>.</summary>
    public Renderer(IOptions<NewsroomOptions> newsroom, IOptions<DigestOptions> options, SiteLinks site, DigestTemplates templates)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        ArgumentNullException.ThrowIfNull(options);
        _writer = new DigestWriter(newsroom.Value, options.Value.List, site);
        _templates = templates;
    }

    /// <summary>
    /// The mail that tells <paramref name="model"/> in <paramref name="language"/> as <paramref name="variant"/> of <paramref name="issue"/>, with
    /// the templates that hold now; what is too much is left out and counted.
    /// </summary>
    public async Task<DigestPreview> RenderAsync(
        DigestModel model, string language, DigestId issue, VariantId variant, CancellationToken cancellationToken)
    {
        await _templates.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Render(model, language, issue, variant);
    }

    /// <summary>The same with the templates that held when they were last looked at.</summary>
    internal DigestPreview Render(DigestModel model, string language, DigestId issue, VariantId variant)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _templates.Use(templates => _writer.Write(templates, model, language, issue, variant));
    }
}
