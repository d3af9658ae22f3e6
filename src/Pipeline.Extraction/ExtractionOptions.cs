namespace Pipeline.Extraction;

/// <summary>How a text is to be read. Immutable.</summary>
public sealed record ExtractionOptions
{
    /// <summary>The ordinary reading: news, at most <see cref="MaxEvents"/> events.</summary>
    public static ExtractionOptions Default { get; } = new();

    /// <summary>The text is history: dates without a year and weekdays follow the story and not the publication. Default: false.</summary>
    public bool IsNarrative { get; init; }

    /// <summary>Events kept of one text, the first ones; more give the warning too-many-dates. Default 200; at least 1.</summary>
    public int MaxEvents { get; init; } = 200;
}
