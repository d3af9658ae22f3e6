namespace Pipeline.Subscribers;

/// <summary>
/// What a reader follows and does not want to hear of: ids of stories, and topics, which are names as they stand in the news ("Valmeuse").
/// Where something is followed, only that is told; what is muted is never told. Immutable; compared by <see cref="Key"/>.
/// </summary>
public sealed record TopicChoice
{
    /// <summary>Nothing followed, nothing muted: everything is told.</summary>
    public static TopicChoice Everything { get; } = new();

    /// <summary>Followed ids of stories and names.</summary>
    public IReadOnlyList<string> Followed { get; init; } = [];

    /// <summary>Muted ids of stories and names.</summary>
    public IReadOnlyList<string> Muted { get; init; } = [];

    /// <summary>Equal for choices that make no difference: order, case and repetition do not count.</summary>
    public string Key => Identifier.Of(Part(Followed), Part(Muted));

    private static string Part(IReadOnlyList<string> topics) =>
        string.Join('\n', topics.Select(topic => topic.Trim().ToUpperInvariant()).Where(topic => topic.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
