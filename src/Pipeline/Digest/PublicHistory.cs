using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// The latest public digests of a list in one language, newest first. What is new for a reader who has had no digest yet is counted from the last one
/// that was out when they joined: whoever wants one mail a week is told of the whole week. Immutable.
/// </summary>
internal sealed class PublicHistory
{
    // Each costs a read. Whoever joined longer ago and has had nothing is told what a first issue tells.
    private const int MaxDigests = 40;
    private readonly IReadOnlyList<DigestVariant> _digests;

    private PublicHistory(IReadOnlyList<DigestVariant> digests) => _digests = digests;

    /// <summary>Reads the public digests of <paramref name="language"/> that were cut off before <paramref name="issue"/>.</summary>
    public static async Task<PublicHistory> ReadAsync(IVariantStore store, DigestId issue, string language, CancellationToken cancellationToken)
    {
        var digests = new List<DigestVariant>();
        await foreach (var variant in store.ListPublicAsync(issue.List, language, MaxDigests, cancellationToken).ConfigureAwait(false))
        {
            // A run that is taken up again may find the public variant of its own issue.
            if (variant.Issue.CutOff < issue.CutOff)
            {
                digests.Add(variant);
            }
        }

        return new(digests);
    }

    /// <summary>The last one that was out when <paramref name="reader"/> joined, or null.</summary>
    public DigestVariant? Before(Subscriber reader)
    {
        var joined = reader.Consent?.At ?? reader.Since;
        return _digests.FirstOrDefault(digest => digest.Issue.CutOff <= joined);
    }
}
