namespace Pipeline.LocalHost.Replay;

/// <summary>The mentions given for one article.</summary>
internal sealed record GivenArticle(string File, IReadOnlyList<GivenMention> Events);
