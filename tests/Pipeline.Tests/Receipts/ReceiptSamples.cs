using System.Globalization;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;
using Pipeline.Receipts;

namespace Pipeline.Tests.Receipts;

/// <summary>Receipts of files that need no reader.</summary>
internal static class ReceiptSamples
{
    public const string FrenchText =
        """
        Crue : le pic attendu jeudi

        La préfecture a ouvert un centre d’accueil le vendredi 28 février 2026 à Saintes, où « l’eau monte <encore> », dit le maire.
        Le conseil se réunira demain pour voter 2 % de crédits de plus.
        Le concert du 7 mars est annulé.
        """;

    public const string EnglishText =
        """
        Harrow bridge shut

        The mayor closed the Harrow bridge on 6 May 2026 after engineers found cracks in two of its pillars.
        """;

    public static string Page(Receipt receipt, string newsroom = "fr", ReceiptOptions? options = null) => PageIn(newsroom, options).Render(receipt);

    public static string Data(Receipt receipt) => new ReceiptData(PageIn("fr", null)).Write(receipt);

    public static Receipt French() => Taken(
        Make.Article("2026/mars/crue de la « Charente ».txt", FrenchText, new DateOnly(2026, 3, 4)) with
        {
            Title = "Crue : le pic attendu jeudi",
            PublishedFrom = MetadataSource.UrlPath,
            PublishedConfidence = PublicationConfidence.Disputed,
            PublishedAt = new DateTimeOffset(2026, 3, 4, 8, 5, 0, TimeSpan.Zero),
            Author = "Aline d’Abbadie",
            Section = "Région",
            SourceName = "Le Journal de Saintes",
            SourceUrl = new Uri("https://example.org/2026/03/04/crue?a=1&b=2"),
            Candidates =
            [
                new(MetadataField.Published, MetadataSource.UrlPath, "2026-03-04"),
                new(MetadataField.Published, MetadataSource.MetaTag, "2026-03-01T10:00:00Z"),
                new(MetadataField.Published, MetadataSource.TimeElement, "le 32 mars"),
                new(MetadataField.Author, MetadataSource.MetaTag, "la rédaction"),
            ],
            Warnings = ["disputed-date", "repaired-encoding"],
        },
        [
            Make.Event(FrenchText, "vendredi 28 février 2026", Make.Day(2026, 2, 28)) with
            {
                Warnings = [ExtractionWarning.WeekdayMismatch], Alternatives = [Make.Day(2026, 2, 27)],
            },
            Make.Event(FrenchText, "demain", Make.Day(2026, 3, 5), EventStatus.Planned) with { Warnings = [ExtractionWarning.AssumedPublication] },
            Make.Event(FrenchText, "7 mars", Make.Day(2026, 3, 7), EventStatus.Cancelled) with
            {
                Warnings = [ExtractionWarning.Hearsay], PreviousDate = Make.Day(2026, 3, 6),
            },
        ],
        [ExtractionWarning.WeekdayMismatch]);

    public static Receipt English() => Taken(
        Make.Article("bridge.md", EnglishText, new DateOnly(2026, 5, 7)) with
        {
            Title = "Harrow bridge shut",
            Language = "en",
            PublishedFrom = MetadataSource.AssumedFromBlob,
            PublishedConfidence = PublicationConfidence.Weak,
            SourceName = null,
            SourceUrl = null,
        },
        [Make.Event(EnglishText, "6 May 2026", Make.Day(2026, 5, 6))],
        []);

    public static Receipt Taken(Article article, IReadOnlyList<DatedEvent> events, IReadOnlyList<ExtractionWarning> warnings)
    {
        var timexes = events.Select(told => new Timex
        {
            Span = told.DateText,
            Type = TimexType.Date,
            Value = told.Date.ToString(),
            Date = told.Date,
            Rule = "test",
        });
        var head = Head(article.FileName, ArticleState.Ingested) with { ContentHash = article.ContentHash, Title = article.Title, Language = article.Language };
        return new(head, article, new ExtractionResult([.. timexes], events, warnings), Reason: null, First: null);
    }

    public static Receipt Refused(string fileName, RejectionCode code = RejectionCode.UnsupportedType, string detail = ".xls", string? archive = null) =>
        new(Head(fileName, ArticleState.Quarantined) with { Archive = archive }, null, null, new Rejection(code, detail), null);

    public static ArticleHead Head(string fileName, ArticleState state) => new()
    {
        Id = ArticleId.FromBlobName(fileName),
        FileName = fileName,
        FileHash = Identifier.Of("file", fileName),
        LastModified = Make.Dropped,
        State = state,
        At = DateTimeOffset.Parse("2026-03-05T09:00:01Z", CultureInfo.InvariantCulture),
    };

    private static ReceiptPage PageIn(string newsroom, ReceiptOptions? options) => new(
        Options.Create(new NewsroomOptions { Language = newsroom, Name = "La Rédaction" }), Make.Default<ReadingOptions>(), Options.Create(options ?? new ReceiptOptions()));
}
