namespace Pipeline.Digest;

/// <summary>Shows the next digest without marking anything as sent. Thread-safe.</summary>
public sealed class PreviewDigest(DraftDigest draft)
{
    /// <summary>The next digest as it would be sent now; null where nothing is new.</summary>
    public async Task<DigestPreview?> RunAsync(CancellationToken cancellationToken)
    {
        var issue = await draft.RunAsync(cancellationToken).ConfigureAwait(false);
        return issue is null ? null : new DigestPreview(issue.Subject, issue.Html, issue.Text);
    }
}
