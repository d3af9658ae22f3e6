using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Receipts;

/// <summary>Writes a receipt as data: the codes behind the page's words, with the sentences where somebody may want to show them. Thread-safe.</summary>
public sealed class ReceiptData
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), // Accents stay readable; what has a meaning in HTML does not.
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly ReceiptPage _page;

    /// <summary>Writes what <paramref name="page"/> shows.</summary>
    public ReceiptData(ReceiptPage page) => _page = page;

    internal string Write(Receipt receipt)
    {
        var head = receipt.Head;
        var language = _page.LanguageOf(receipt);
        var strings = Strings.For(language);
        var data = new
        {
            receipt.Head.State,
            Receipt = receipt.Name.Html,
            Article = head.Id.Value,
            File = head.FileName,
            head.FileHash,
            Archive = LinkTo(head.Archive),
            DuplicateOf = LinkTo(receipt.First),
            Files = head.Parts.Count == 0 ? null : head.Parts.Select(LinkTo),
            Reason = receipt.Reason is { } reason ? ReasonOf(reason) : null,
            Read = receipt.Told is { } article ? ArticleOf(article, _page.PublicationIn(language)) : null,
            Events = receipt.Told is { } told ? receipt.Found?.Events.Select((found, index) => EventOf(found, index + 1, told)) : null,
            Warnings = receipt.Warnings.Select(code => new { Code = code, Sentence = strings.Text("warning." + code) }),
        };
        return JsonSerializer.Serialize(data, Options) + "\n";
    }

    private static object? LinkTo(string? fileName) => fileName is null ? null : new { File = fileName, Receipt = ReceiptName.Of(fileName).Html };

    private static object ReasonOf(Rejection reason) => new
    {
        Code = reason.Code.Name(),
        reason.Detail,
        Reason = Strings.Languages.ToDictionary(code => code, code => reason.Reason(Strings.For(code))),
        Remedy = Strings.Languages.ToDictionary(code => code, code => reason.Remedy(Strings.For(code))),
    };

    private static object ArticleOf(Article article, PublicationWords publication) => new
    {
        article.Title,
        Published = new
        {
            Day = Iso(article.Published),
            At = article.PublishedAt,
            From = article.PublishedFrom.Code(),
            Confidence = article.PublishedConfidence,
            IsAssumed = article.PublishedFrom == MetadataSource.AssumedFromBlob,
            Others = publication.Disagreeing(article)
                .Select(other => new { From = other.Source.Code(), other.Value, Day = other.Day is { } day ? Iso(day) : null }),
        },
        article.Author,
        Source = article.SourceName,
        Url = article.SourceUrl?.AbsoluteUri,
        article.Section,
        article.Language,
    };

    private static object EventOf(DatedEvent found, int number, Article article) => new
    {
        Number = number,
        Date = found.Date.ToString(),
        PreviousDate = found.PreviousDate?.ToString(),
        Alternatives = found.Alternatives.Count == 0 ? null : found.Alternatives.Select(date => date.ToString()),
        found.Status,
        found.Headline,
        Sentence = found.Evidence.In(article.Text),
        Words = found.DateText.In(article.Text),
        found.Confidence,
        Warnings = found.Warnings.Select(ExtractionWarnings.Code),
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
