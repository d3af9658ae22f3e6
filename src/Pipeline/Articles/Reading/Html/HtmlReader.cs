using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.Html;

/// <summary>A page, saved or exported. Nothing is fetched and no script runs.</summary>
internal sealed class HtmlReader(ReadingOptions options, MomentReader moments) : ITextReader
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    // Saved pages may begin with long comments and scripts.
    private const int HeadCharacters = 20_000;

    private static readonly Regex Document = new(@"<(!doctype\s+html|html|head|body)\b", Options);

    private static readonly Regex Fragment = new(@"^\s*(<!--[^>]{0,500}-->\s*)*<(article|main|h1|p|div|section)\b", Options);

    private static readonly Regex Paragraphs = new(@"</(p|h[1-6]|div|article|html|body)\s*>", Options);

    private readonly ConsentWall _consent = new();
    private readonly HtmlDates _dates = new(moments, options.EarliestPublicationYear);

    /// <inheritdoc/>
    public bool Recognises(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start is ['<', ..] && (Document.IsMatch(start[..Math.Min(start.Length, HeadCharacters)]) || (Fragment.IsMatch(start) && Paragraphs.IsMatch(start)));
    }

    /// <inheritdoc/>
    public FormatOutcome Read(string text, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(options.HtmlTimeBudget);
        var guard = new HtmlGuard(options, budget);
        try
        {
            // The parser works on the text in memory and never waits: its task has ended when it returns.
            using var page = guard.Parser().ParseDocumentAsync(text, budget.Token).GetAwaiter().GetResult();
            return guard.IsKept ? ReadPage(page, budget.Token) : Refuse(RejectionCode.TooComplex, "HTML");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return guard.IsExceeded ? Refuse(RejectionCode.TooComplex, "HTML") : Refuse(RejectionCode.TooSlow);
        }
    }

    private FormatOutcome ReadPage(IHtmlDocument page, CancellationToken cancellationToken)
    {
        var data = StructuredData.Of(page);
        var candidates = MetadataCandidates.Of(HtmlMetadata.Of(page, data).Concat(_dates.Of(page, data)));
        var lines = HtmlBody.Of(page, options.MinTextCharacters, _consent.IsAll, cancellationToken);
        var body = string.Join("\n\n", lines);
        return body.Length < options.MinTextCharacters || _consent.IsAll(lines)
            ? Refuse(RejectionCode.NoArticle)
            : new FormatOutcome.Parts { Body = body, Candidates = candidates, Warnings = data.IsPartial ? [ArticleWarning.StructuredDataIgnored] : [] };
    }

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));
}
