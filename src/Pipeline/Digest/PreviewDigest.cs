using Microsoft.Extensions.Options;
using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>Shows the next digest without marking anything as sent; the marks of <see cref="PersonalMarks"/> stay. Thread-safe.</summary>
public sealed class PreviewDigest(DraftDigest draft, IOptions<NewsroomOptions> newsroom)
{
    /// <summary>The next public digest in the newsroom's language as it would be made now; null where nothing is new.</summary>
    public async Task<DigestPreview?> RunAsync(CancellationToken cancellationToken) =>
        Shown(await draft.RunAsync(newsroom.Value.Language, cancellationToken).ConfigureAwait(false));

    /// <summary>The digest as <paramref name="reader"/> would get it now; null where nothing is new for them.</summary>
    public async Task<DigestPreview?> RunAsync(Subscriber reader, CancellationToken cancellationToken) =>
        Shown(await draft.ForReaderAsync(reader, cancellationToken).ConfigureAwait(false));

    private static DigestPreview? Shown(ComposedVariant? made) => made is null
        ? null
        : new(made.Variant.Subject, made.Variant.Html, made.Variant.Text)
        {
            Preheader = made.Variant.Preheader,
            TemplateVersion = made.Variant.TemplateVersion,
            Findings = made.Variant.Findings,
        };
}
