using Pipeline.Digest;

namespace Pipeline.Subscribers;

/// <summary>How far a reader has been told: what is new is counted from here.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Issue">The last issue that was sent to the reader, or may have been.</param>
/// <param name="Variant">The variant of it.</param>
public sealed record ReaderPosition(SubscriberId Reader, DigestId Issue, VariantId Variant);
