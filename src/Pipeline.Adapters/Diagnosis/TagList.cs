namespace Pipeline.Adapters.Diagnosis;

/// <summary>The form of DKIM and DMARC records: <c>name=value; name=value</c>.</summary>
internal static class TagList
{
    /// <summary>The tags by their names in lower case; the first of a name holds.</summary>
    public static IReadOnlyDictionary<string, string> Read(string record)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in record.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = tag.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0)
            {
                tags.TryAdd(tag[..cut].Trim().ToLowerInvariant(), tag[(cut + 1)..].Trim());
            }
        }

        return tags;
    }
}
