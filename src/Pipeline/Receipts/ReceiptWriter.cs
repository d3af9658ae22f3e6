using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;

namespace Pipeline.Receipts;

/// <summary>Writes the receipts into <see cref="IReceiptStore"/>: the same bytes for the same file, however often it is called. Thread-safe.</summary>
public sealed class ReceiptWriter : IReceiptWriter
{
    private readonly IReceiptStore _receipts;
    private readonly IArticleStore _articles;
    private readonly ReceiptPage _page;
    private readonly ReceiptData _data;

    /// <summary>Writes to <paramref name="receipts"/>; <paramref name="articles"/> tells what the first file of a content is called.</summary>
    public ReceiptWriter(IReceiptStore receipts, IArticleStore articles, ReceiptPage page, ReceiptData data)
    {
        _receipts = receipts;
        _articles = articles;
        _page = page;
        _data = data;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(
        ArticleHead head, Article? article, ExtractionResult? found, Rejection? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        var first = head.DuplicateOf is { } id ? await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false) : null;
        await PutAsync(new Receipt(head, article, found, reason, first?.Value.FileName), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RemoveAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        return PutAsync(new Receipt(head, Article: null, Found: null, Reason: null, First: null), cancellationToken);
    }

    // The data first: who finds a new page finds its data.
    private async Task PutAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        await _receipts.PutAsync(receipt.Name.Json, _data.Write(receipt), cancellationToken).ConfigureAwait(false);
        await _receipts.PutAsync(receipt.Name.Html, _page.Render(receipt), cancellationToken).ConfigureAwait(false);
    }
}
