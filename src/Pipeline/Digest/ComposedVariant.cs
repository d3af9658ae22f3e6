namespace Pipeline.Digest;

/// <summary>A variant and what it tells, before it was put into words.</summary>
public sealed record ComposedVariant(DigestVariant Variant, DigestModel Model);
