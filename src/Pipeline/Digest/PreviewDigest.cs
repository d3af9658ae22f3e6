using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Shows the next public digest in the newsroom's language without marking anything as sent. Thread-safe.</summary>
public sealed class PreviewDigest(DraftDigest draft, IOptions<NewsroomOptions> newsroom)
{
    /// <summary>The next digest as it would be made now; null where nothing is new.</summary>
    public async Task<DigestPreview?> RunAsync(CancellationToken cancellationToken)
    {
        var made = await draft.RunAsync(newsroom.Value.Language, cancellationToken).ConfigureAwait(false);
        return made is null ? null : new DigestPreview(made.Variant.Subject, made.Variant.Html, made.Variant.Text);
    }
}
