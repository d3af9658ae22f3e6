namespace Pipeline.LocalHost.Hosting;

/// <summary>Failed tries on one version of a blob.</summary>
internal readonly record struct BlobTries(int Count, DateTimeOffset NotBefore)
{
    /// <summary>Not tried yet.</summary>
    public static BlobTries None { get; } = new(0, DateTimeOffset.MinValue);

    /// <summary>One more failed try: the wait doubles from half a second.</summary>
    public BlobTries Failed(DateTimeOffset now) => new(Count + 1, now + (TimeSpan.FromSeconds(0.5) * Math.Pow(2, Count)));
}
