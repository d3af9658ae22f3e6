namespace Pipeline.Digest.Desk;

/// <summary>An issue as an editor looks at it.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Deliveries">How many of its mails stand where.</param>
/// <param name="Variants">Its variants, the public ones first, then those with most readers.</param>
/// <param name="MoreVariants">Number of variants with fewer readers that are left out.</param>
public sealed record IssueInspection(
    DigestIssue Issue, IReadOnlyList<DeliveryCount> Deliveries, IReadOnlyList<InspectedVariant> Variants, int MoreVariants);
