using Microsoft.Extensions.Options;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>Composes the next digest of the list as it would be made now, without storing anything. Thread-safe.</summary>
public sealed class DraftDigest
{
    private readonly ComposeVariant _compose;
    private readonly IVariantStore _variants;
    private readonly ReaderPositions _positions;
    private readonly DigestOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Drafts for the list of <paramref name="options"/>.</summary>
    public DraftDigest(ComposeVariant compose, IVariantStore variants, ReaderPositions positions, IOptions<DigestOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _compose = compose;
        _variants = variants;
        _positions = positions;
        _options = options.Value;
        _time = time;
    }

    /// <summary>The public digest in one language; null where nothing is new since the last one.</summary>
    public async Task<ComposedVariant?> RunAsync(string language, CancellationToken cancellationToken)
    {
        var previous = await LatestAsync(language, cancellationToken).ConfigureAwait(false);
        return await ComposeAsync(VariantRequest.After(previous, language), isPublic: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The digest as <paramref name="reader"/> would get it, whatever the hour; null where nothing is new for them.</summary>
    public async Task<ComposedVariant?> ForReaderAsync(Subscriber reader, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var position = await _positions.FindAsync(reader.Id, cancellationToken).ConfigureAwait(false);
        var request = await new IssueVariants(Now(), _compose, _variants, cancellationToken).RequestAsync(reader, position).ConfigureAwait(false);
        return await ComposeAsync(request, isPublic: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DigestVariant?> LatestAsync(string language, CancellationToken cancellationToken)
    {
        await foreach (var variant in _variants.ListPublicAsync(_options.List, language, count: 1, cancellationToken).ConfigureAwait(false))
        {
            return variant;
        }

        return null;
    }

    private DigestId Now() => DigestId.At(_options.List, _time.GetUtcNow());

    private async Task<ComposedVariant?> ComposeAsync(VariantRequest request, bool isPublic, CancellationToken cancellationToken)
    {
        var issue = Now();
        return request.PreviousIssue is { } previous && previous.CutOff >= issue.CutOff
            ? null
            : await _compose.RunAsync(issue, request, isPublic, cancellationToken).ConfigureAwait(false);
    }
}
