namespace Pipeline.Articles;

/// <summary>Identity of an article: derived from the normalised path of its blob, so that a re-drop under the same name is the same article.</summary>
/// <param name="Value">26 characters of base32.</param>
public readonly record struct ArticleId(string Value)
{
    /// <summary>The id of the article dropped as <paramref name="blobName"/>; Unicode forms of one name are one name.</summary>
    public static ArticleId FromBlobName(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new(Identifier.Of("article", blobName.Normalize()));
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null where <paramref name="text"/> is no id.</summary>
    public static ArticleId? TryParse(string text) => Identifier.Is(text) ? new(text) : null;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
