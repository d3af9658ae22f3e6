namespace Pipeline.Articles.Reading;

/// <summary>What a format reader makes of a file. Closed: the three nested cases are all there are.</summary>
internal abstract record FormatOutcome
{
    private FormatOutcome()
    {
    }

    /// <summary>The parts of an article.</summary>
    public sealed record Parts : FormatOutcome
    {
        /// <summary>Whether <see cref="Body"/> begins with the headline.</summary>
        public bool TitleInBody { get; init; }

        /// <summary>The text without markup.</summary>
        public required string Body { get; init; }

        /// <summary>What the file says about the article; of two for one field, the more trusted stands first.</summary>
        public IReadOnlyList<MetadataCandidate> Candidates { get; init; } = [];

        /// <summary>What was odd.</summary>
        public IReadOnlyList<ArticleWarning> Warnings { get; init; } = [];
    }

    /// <summary>An archive or message that holds files, each of which may be an article.</summary>
    /// <param name="Entries">The files, named within the archive; never archives themselves.</param>
    /// <param name="Warnings">What was odd.</param>
    public sealed record Files(IReadOnlyList<RawFile> Entries, IReadOnlyList<ArticleWarning> Warnings) : FormatOutcome;

    /// <summary>The file is refused.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(Rejection Reason) : FormatOutcome;
}
