using System.Diagnostics;
using Microsoft.Extensions.Options;
using Pipeline.Telemetry;

namespace Pipeline.Digest;

/// <summary>Composes and renders an issue for one group of readers, without storing anything. Thread-safe.</summary>
public sealed class ComposeVariant
{
    private readonly ComposeDigest _compose;
    private readonly Renderer _renderer;
    private readonly IVariantStore _variants;
    private readonly ArticleTraces _traces;
    private readonly DigestOptions _options;

    /// <summary>Composes by <paramref name="options"/>.</summary>
    public ComposeVariant(ComposeDigest compose, Renderer renderer, IVariantStore variants, ArticleTraces traces, IOptions<DigestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _compose = compose;
        _renderer = renderer;
        _variants = variants;
        _traces = traces;
        _options = options.Value;
    }

    /// <summary>The variant as it would be frozen, with what it tells before that is put into words; null where nothing is new for these readers.</summary>
    public async Task<ComposedVariant?> RunAsync(DigestId issue, VariantRequest request, bool isPublic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var previous = request.PreviousIssue?.CutOff;
        var since = previous - _options.Overlap ?? issue.CutOff - _options.FirstLookBack;
        var told = await ToldSinceAsync(request, since, cancellationToken).ConfigureAwait(false);
        var window = new DigestWindow(since, issue.CutOff, previous, told) { Topics = request.Topics };
        if (await _compose.RunAsync(window, cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        await _traces.LinkAsync(Activity.Current, model.Told.SelectMany(item => item.Changes), cancellationToken).ConfigureAwait(false);
        var content = await _renderer.RenderAsync(model, request.Language, issue, request.Id, cancellationToken).ConfigureAwait(false);
        var variant = new DigestVariant
        {
            Issue = issue,
            Id = request.Id,
            Language = request.Language,
            Since = previous ?? since,
            PreviousIssue = request.PreviousIssue,
            PreviousVariant = request.PreviousVariant,
            Topics = request.Topics,
            IsPublic = isPublic,
            Subject = content.Subject,
            Preheader = content.Preheader,
            TemplateVersion = content.TemplateVersion,
            Findings = content.Findings,
            Html = content.Html,
            Text = content.Text,
            ChangeIds = model.ChangeIds,
            Ranking = [.. model.News.Order(DigestOrder.Instance).Select(item => new RankedEvent(item.Event.Id, item.Salience))],
        };
        return new(variant, model);
    }

    // Issues may follow each other within the overlap, so that more than one of them reaches into the window.
    private async Task<HashSet<string>> ToldSinceAsync(VariantRequest request, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        var (issue, variant) = (request.PreviousIssue, request.PreviousVariant);
        while (issue is { } id && variant is { } key && id.CutOff >= since
            && await _variants.FindAsync(id, key, cancellationToken).ConfigureAwait(false) is { } found)
        {
            told.UnionWith(found.ChangeIds);
            (issue, variant) = (found.PreviousIssue, found.PreviousVariant);
        }

        return told;
    }
}
