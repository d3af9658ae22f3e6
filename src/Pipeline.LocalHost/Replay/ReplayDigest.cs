using Pipeline.Digest;

namespace Pipeline.LocalHost.Replay;

/// <summary>A digest of a replay.</summary>
/// <param name="After">The last day whose articles it knows.</param>
/// <param name="Variant">The mail; null where nothing was new.</param>
/// <param name="Model">What it tells; null where nothing was new.</param>
internal sealed record ReplayDigest(DateOnly After, DigestVariant? Variant, DigestModel? Model);
