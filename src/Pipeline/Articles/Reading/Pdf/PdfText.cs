using System.Globalization;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace Pipeline.Articles.Reading.Pdf;

/// <summary>The article in an open document: text in reading order, the headline by the size of its type, and the document's properties.</summary>
internal static class PdfText
{
    private const double HeadlineSize = 1.2; // Of the body's size.
    private const int MaxHeadline = 250;

    private static readonly NearestNeighbourWordExtractor Words = new(
        new NearestNeighbourWordExtractor.NearestNeighbourWordExtractorOptions { MaxDegreeOfParallelism = 1 });

    /// <summary>The parts of <paramref name="document"/>, or that it has no text.</summary>
    public static FormatOutcome Of(PdfDocument document, PdfOptions options, CancellationToken cancellationToken)
    {
        var count = Math.Min(document.NumberOfPages, options.MaxPages);
        var isPartial = count < document.NumberOfPages;
        var pages = new List<IReadOnlyList<PdfLine>>(count);
        for (var number = 1; number <= count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var letters = document.GetPage(number).Letters;
            isPartial |= letters.Count > options.MaxLettersPerPage;
            pages.Add(letters.Count > options.MaxLettersPerPage ? [] : PageLayout.Order(WordsOf(letters)));
        }

        if (count == 0)
        {
            return new FormatOutcome.Refused(new Rejection(RejectionCode.Damaged));
        }

        if (pages.TrueForAll(page => page.Count == 0))
        {
            return new FormatOutcome.Refused(new Rejection(isPartial ? RejectionCode.TooComplex : RejectionCode.NoTextLayer, isPartial ? "PDF" : ""));
        }

        var kept = RunningLines.Remove(pages);
        return new FormatOutcome.Parts
        {
            TitleInBody = true,
            Body = Paragraphs.Of([.. kept.SelectMany(page => page)]),
            Candidates = Candidates(document.Information, Headline([.. pages[0]], pages)),
            Warnings = isPartial ? [ArticleWarning.PartialText] : [],
        };
    }

    private static IEnumerable<PdfWord> WordsOf(IReadOnlyList<Letter> letters) => Words.GetWords(letters)
        .Where(word => !string.IsNullOrWhiteSpace(word.Text))
        .Select(word => new PdfWord(
            Unligated(word.Text.Trim()), word.BoundingBox.Left, word.BoundingBox.Right, word.Letters[0].StartBaseLine.Y, word.Letters.Max(letter => letter.PointSize)));

    // "ﬁ" is one character in many fonts; nobody searches for it.
    private static string Unligated(string word) => word.AsSpan().IndexOfAnyInRange('\uFB00', '\uFB06') < 0
        ? word
        : string.Concat(word.Select(c => c is >= '\uFB00' and <= '\uFB06' ? c.ToString().Normalize(NormalizationForm.FormKC) : c.ToString()));

    private static string? Headline(List<PdfLine> first, List<IReadOnlyList<PdfLine>> pages)
    {
        var body = Paragraphs.Median(pages.SelectMany(page => page).SelectMany(line => Enumerable.Repeat(line.Size, 1 + (line.Text.Length / 20))));
        var largest = first.Count == 0 ? 0 : first.Max(line => line.Size);
        if (largest < HeadlineSize * body)
        {
            return null;
        }

        var lines = first.SkipWhile(line => line.Size < largest).TakeWhile(line => line.Size >= 0.95 * largest).ToList();
        var headline = Paragraphs.Of(lines).ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal);
        return headline.Length <= MaxHeadline ? headline : null;
    }

    private static IReadOnlyList<MetadataCandidate> Candidates(DocumentInformation properties, string? headline) => MetadataCandidates.Of(
    [
        (MetadataField.Title, MetadataSource.Heading, headline),
        (MetadataField.Title, MetadataSource.DocumentProperties, properties.Title),
        (MetadataField.Author, MetadataSource.DocumentProperties, properties.Author),
        (MetadataField.Published, MetadataSource.DocumentProperties,
            properties.GetCreatedDateTimeOffset()?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)),
    ]);
}
