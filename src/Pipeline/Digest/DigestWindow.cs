using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>The stretch of time that a digest tells.</summary>
/// <param name="Since">Changes stored after this instant.</param>
/// <param name="CutOff">Changes stored up to this instant, included; whole milliseconds, UTC.</param>
/// <param name="Previous">Cut-off of the digest before, or null for the first; <paramref name="Since"/> lies somewhat earlier.</param>
/// <param name="Told">Ids of changes that earlier digests have told.</param>
public sealed record DigestWindow(DateTimeOffset Since, DateTimeOffset CutOff, DateTimeOffset? Previous, IReadOnlySet<string> Told)
{
    /// <summary>What the readers follow and have muted; everything by default.</summary>
    public TopicChoice Topics { get; init; } = TopicChoice.Everything;
}
