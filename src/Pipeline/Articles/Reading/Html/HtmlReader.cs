using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Pipeline.Articles.Reading.Metadata;

namespace Pipeline.Articles.Reading.Html;

/// <summary>A page, saved or exported. Nothing is fetched and no script runs.</summary>
internal sealed class HtmlReader(ReadingOptions options, MomentReader moments) : ITextReader
{
    private static readonly Regex Document = new(
        @"^\s*(<\?xml[^>]{0,200}\?>\s*)?(<!--[^>]{0,500}-->\s*)*<(!doctype\s+html|html|head|body|article|main|h1|p|div|section)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Paragraphs = new(
        @"</(p|h[1-6]|div|article|html|body)\s*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly HtmlGuard _guard = new(options);
    private readonly HtmlDates _dates = new(moments);

    /// <inheritdoc/>
    public bool Recognises(string text) => Document.IsMatch(text) && (Paragraphs.IsMatch(text) || !text.AsSpan().TrimStart().StartsWith("<p", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public FormatOutcome Read(string text, CancellationToken cancellationToken)
    {
        if (!_guard.Accepts(text, cancellationToken))
        {
            return Refuse(RejectionCode.TooComplex, "HTML");
        }

        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        budget.CancelAfter(options.HtmlTimeBudget);
        try
        {
            return ReadPage(text, budget.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refuse(RejectionCode.TooSlow);
        }
    }

    private FormatOutcome ReadPage(string text, CancellationToken cancellationToken)
    {
        // The parser works on the text in memory and never waits: its task has ended when it returns.
        using var page = new HtmlParser().ParseDocumentAsync(text, cancellationToken).GetAwaiter().GetResult();
        var data = StructuredData.Of(page);
        var candidates = MetadataCandidates.Of(HtmlMetadata.Of(page, data).Concat(_dates.Of(page, data)));
        var body = string.Join("\n\n", HtmlBody.Of(page, cancellationToken));
        return body.Length < options.MinTextCharacters
            ? Refuse(RejectionCode.NoArticle)
            : new FormatOutcome.Parts { Body = body, Candidates = candidates, Warnings = data.IsPartial ? [ArticleWarning.StructuredDataIgnored] : [] };
    }

    private static FormatOutcome.Refused Refuse(RejectionCode code, string detail = "") => new(new Rejection(code, detail));
}
