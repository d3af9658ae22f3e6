using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>What the readers of a variant have in common.</summary>
/// <param name="Language">Language of the mail.</param>
/// <param name="PreviousIssue">The issue that they had before; null for a first one.</param>
/// <param name="PreviousVariant">The variant of it.</param>
/// <param name="Topics">What they follow and have muted.</param>
public sealed record VariantRequest(string Language, DigestId? PreviousIssue, VariantId? PreviousVariant, TopicChoice Topics)
{
    /// <summary>The id of the variant.</summary>
    public VariantId Id => DigestVariant.IdOf(Language, PreviousIssue, PreviousVariant, Topics);

    /// <summary>What follows <paramref name="previous"/> (null for a first one), of all topics.</summary>
    public static VariantRequest After(DigestVariant? previous, string language) => new(language, previous?.Issue, previous?.Id, TopicChoice.Everything);
}
