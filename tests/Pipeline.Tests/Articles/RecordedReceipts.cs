using System.Collections.Concurrent;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;
using Pipeline.Receipts;

namespace Pipeline.Tests.Articles;

/// <summary>Receipts by file name: the state of the head that was written last, or null for a removed one.</summary>
internal sealed class RecordedReceipts : IReceiptWriter
{
    public ConcurrentDictionary<string, (ArticleHead Head, bool IsRead, Rejection? Reason)> Written { get; } = new(StringComparer.Ordinal);

    public Task WriteAsync(ArticleHead head, Article? article, ExtractionResult? found, Rejection? reason, CancellationToken cancellationToken)
    {
        Written[head.FileName] = (head, article is not null && found is not null, reason);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        Written.TryRemove(head.FileName, out _);
        return Task.CompletedTask;
    }
}
