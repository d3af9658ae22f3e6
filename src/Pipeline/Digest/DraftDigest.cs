using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Composes the next public digest of the list as it would be made now, without storing anything. Thread-safe.</summary>
public sealed class DraftDigest
{
    private readonly ComposeVariant _compose;
    private readonly IVariantStore _variants;
    private readonly DigestOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Drafts for the list of <paramref name="options"/>.</summary>
    public DraftDigest(ComposeVariant compose, IVariantStore variants, IOptions<DigestOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _compose = compose;
        _variants = variants;
        _options = options.Value;
        _time = time;
    }

    /// <summary>The digest in one language; null where nothing is new since the last public one.</summary>
    public async Task<ComposedVariant?> RunAsync(string language, CancellationToken cancellationToken)
    {
        DigestVariant? previous = null;
        await foreach (var variant in _variants.ListPublicAsync(_options.List, language, count: 1, cancellationToken).ConfigureAwait(false))
        {
            previous = variant;
        }

        var issue = DigestId.At(_options.List, _time.GetUtcNow());
        return previous?.Issue.CutOff >= issue.CutOff
            ? null
            : await _compose.RunAsync(issue, VariantRequest.After(previous, language), isPublic: true, cancellationToken).ConfigureAwait(false);
    }
}
