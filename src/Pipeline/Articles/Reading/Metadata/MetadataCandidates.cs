namespace Pipeline.Articles.Reading.Metadata;

/// <summary>Lists of what a file says about its article.</summary>
internal static class MetadataCandidates
{
    /// <summary>The candidates among <paramref name="named"/> that say anything, trimmed, in their order.</summary>
    public static IReadOnlyList<MetadataCandidate> Of(IEnumerable<(MetadataField Field, MetadataSource Source, string? Value)> named) =>
        [.. named.Where(n => !string.IsNullOrWhiteSpace(n.Value)).Select(n => new MetadataCandidate(n.Field, n.Source, n.Value!.Trim()))];

    /// <summary>The most trusted value of <paramref name="field"/>, or null.</summary>
    public static string? Find(this IReadOnlyList<MetadataCandidate> candidates, MetadataField field) =>
        candidates.FirstOrDefault(candidate => candidate.Field == field)?.Value;
}
