namespace Pipeline.Articles.Reading;

/// <summary>What a format reader makes of a text. Closed: the two nested cases are all there are.</summary>
internal abstract record FormatOutcome
{
    private FormatOutcome()
    {
    }

    /// <summary>The parts of an article.</summary>
    public sealed record Parts : FormatOutcome
    {
        /// <summary>Headline, or null.</summary>
        public string? Title { get; init; }

        /// <summary>Whether <see cref="Body"/> begins with the headline.</summary>
        public bool TitleInBody { get; init; }

        /// <summary>The text without markup.</summary>
        public required string Body { get; init; }

        /// <summary>Named publication dates with their source, most trusted first.</summary>
        public IReadOnlyList<(PublicationSource Source, string Value)> Dates { get; init; } = [];

        /// <summary>Publisher, or null.</summary>
        public string? SourceName { get; init; }

        /// <summary>Address as written, or null.</summary>
        public string? SourceUrl { get; init; }

        /// <summary>Language code as written, or null.</summary>
        public string? Language { get; init; }

        /// <summary>What was odd.</summary>
        public IReadOnlyList<ArticleWarning> Warnings { get; init; } = [];
    }

    /// <summary>The text is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : FormatOutcome;
}
