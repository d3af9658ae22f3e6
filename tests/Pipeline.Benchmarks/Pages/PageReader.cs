using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;

namespace Pipeline.Benchmarks.Pages;

/// <summary>Reads pages as the pipeline does: bytes in, no address, no network.</summary>
internal sealed class PageReader(DateTimeOffset dropped)
{
    private readonly ArticleReader _reader = new(Options.Create(new ReadingOptions()), Options.Create(new NewsroomOptions()));

    public PageText Read(byte[] html)
    {
        var file = new RawFile { Name = "page.html", Bytes = html, LastModified = dropped, Metadata = new Dictionary<string, string>() };
        return _reader.Read(file, CancellationToken.None) switch
        {
            ReadOutcome.Read { Article: var article } => new PageText(
                BodyOf(article), DayOf(article), article.PublishedFrom.Code(), article.PublishedConfidence.ToString(), Refusal: null,
                string.Join("; ", article.Candidates.Where(candidate => candidate.Field == MetadataField.Published).Select(candidate => $"{candidate.Source.Code()}: {candidate.Value}"))),
            ReadOutcome.Refused { Reason: var reason } => new PageText("", null, "", "", reason.Code.Name()),
            var other => throw new InvalidOperationException($"A page cannot be {other.GetType().Name}."),
        };
    }

    private static string BodyOf(ParsedArticle article) =>
        article.Title is { } title && article.Text.StartsWith(title + "\n", StringComparison.Ordinal) ? article.Text[(title.Length + 1)..] : article.Text;

    private static DateOnly? DayOf(ParsedArticle article) =>
        article.PublishedFrom == MetadataSource.AssumedFromBlob ? null
        : article.PublishedAt is { } instant && instant.Offset != TimeSpan.Zero ? DateOnly.FromDateTime(instant.DateTime)
        : article.Published;
}
