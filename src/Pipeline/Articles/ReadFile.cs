using Pipeline.Articles.Reading;

namespace Pipeline.Articles;

/// <summary>Reads <paramref name="file"/> and finds the dated events in it, as <see cref="ExtractArticle.Run"/> does.</summary>
public delegate ExtractOutcome ReadFile(RawFile file, CancellationToken cancellationToken);
