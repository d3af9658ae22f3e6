namespace Pipeline.Articles.Reading.Metadata;

/// <summary>The publication of an article as decided among all that was said of it.</summary>
/// <param name="Moment">The day, and the instant where known.</param>
/// <param name="Source">Who says it.</param>
/// <param name="Confidence">How far it can be trusted.</param>
/// <param name="Warnings">What was odd.</param>
internal sealed record Publication(
    PublicationMoment Moment, MetadataSource Source, PublicationConfidence Confidence, IReadOnlyList<ArticleWarning> Warnings);
