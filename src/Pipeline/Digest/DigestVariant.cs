using Pipeline.Subscribers;

namespace Pipeline.Digest;

/// <summary>
/// An issue as one group of readers gets it: same language, same last digest, same topics. Composed at first use, then frozen. Its content holds
/// the marks of <see cref="PersonalMarks"/> where each reader's own links go.
/// </summary>
public sealed record DigestVariant
{
    /// <summary>The issue.</summary>
    public required DigestId Issue { get; init; }

    /// <summary>See <see cref="IdOf"/>.</summary>
    public required VariantId Id { get; init; }

    /// <summary>Language.</summary>
    public required string Language { get; init; }

    /// <summary>It tells what changed in (since, cut-off].</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The issue and variant that its readers had before; null for a first one.</summary>
    public DigestId? PreviousIssue { get; init; }

    /// <summary>See <see cref="PreviousIssue"/>.</summary>
    public VariantId? PreviousVariant { get; init; }

    /// <summary>What its readers follow and have muted.</summary>
    public TopicChoice Topics { get; init; } = TopicChoice.Everything;

    /// <summary>Whether it is the one of the archive and the feeds in its language.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Subject of the mail.</summary>
    public required string Subject { get; init; }

    /// <summary>The line that mail programs show beside the subject.</summary>
    public string Preheader { get; init; } = "";

    /// <summary>The HTML part.</summary>
    public required string Html { get; init; }

    /// <summary>The text part.</summary>
    public required string Text { get; init; }

    /// <summary>Ids of the changes that it tells or passes over; the next digest of its readers does not tell them again.</summary>
    public required IReadOnlyList<string> ChangeIds { get; init; }

    /// <summary>The new and changed events, told or left out for length, the weightiest first.</summary>
    public IReadOnlyList<RankedEvent> Ranking { get; init; } = [];

    /// <summary>Version of the templates that it was rendered with.</summary>
    public string TemplateVersion { get; init; } = "";

    /// <summary>What the renderer found while it put the variant into words; the preflight adds its own.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; init; } = [];

    /// <summary>Hash of subject, HTML and text.</summary>
    public string ContentHash => Identifier.Of(Subject, Html, Text);

    /// <summary>The id of what readers of one language, one history and one choice of topics get.</summary>
    public static VariantId IdOf(string language, DigestId? previousIssue, VariantId? previousVariant, TopicChoice topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        return new(Identifier.Of(language, previousIssue?.ToString() ?? "", previousVariant?.Value ?? "", topics.Key));
    }
}
