namespace Pipeline.LocalHost.Replay;

/// <summary>A file of given mentions; keys that are not named here are passed over.</summary>
internal sealed record GivenFile(IReadOnlyList<GivenArticle> Articles);
