namespace Pipeline.Articles;

/// <summary>One thing that one source says about an article. Immutable.</summary>
/// <param name="Field">What it is about.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Value">What it says, as written.</param>
public sealed record MetadataCandidate(MetadataField Field, MetadataSource Source, string Value);
