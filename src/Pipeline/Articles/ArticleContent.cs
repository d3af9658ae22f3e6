using Pipeline.Extraction;

namespace Pipeline.Articles;

/// <summary>What was read from one version of an article: enough to do all that follows from it without the file.</summary>
/// <param name="Article">The article with its text.</param>
/// <param name="Found">Its dates and events.</param>
public sealed record ArticleContent(Article Article, ExtractionResult Found);
