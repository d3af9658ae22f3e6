using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;
using Pipeline.Events;
using Pipeline.Quarantine;

namespace Pipeline.Articles;

/// <summary>
/// Takes in a dropped file: reads it, finds its events and merges them. The same file may be delivered twice, in parallel, or again after a
/// crash at any point: every write is an upsert with a deterministic id or happens under the version of the head. Thread-safe.
/// </summary>
public sealed partial class IngestArticle
{
    private const int MaxTries = 20;
    private const string SeveralArticles = "MULTIPART";

    private readonly ExtractArticle _extract;
    private readonly EventMerger _merger;
    private readonly IArticleStore _articles;
    private readonly IQuarantineStore _quarantine;
    private readonly ReadingOptions _reading;
    private readonly TimeProvider _time;
    private readonly ILogger<IngestArticle> _logger;

    /// <summary>A use case over these stores.</summary>
    public IngestArticle(
        ExtractArticle extract, EventMerger merger, IArticleStore articles, IQuarantineStore quarantine,
        IOptions<ReadingOptions> reading, TimeProvider time, ILogger<IngestArticle> logger)
    {
        ArgumentNullException.ThrowIfNull(reading);
        _extract = extract;
        _merger = merger;
        _articles = articles;
        _quarantine = quarantine;
        _reading = reading.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes in <paramref name="file"/>. Bad input is an outcome, never an exception; broken storage throws.</summary>
    public async Task<IngestOutcome> RunAsync(DroppedFile file, CancellationToken cancellationToken)
    {
        var raw = await RawFile.ReadAsync(file, _reading.MaxArticleBytes, cancellationToken).ConfigureAwait(false);
        var id = ArticleId.FromBlobName(raw.Name);

        // One file is one article so far: several in one file are refused as what they are, and nothing of them is lost.
        var outcome = _extract.Run(raw, cancellationToken) is var found && found is ExtractOutcome.Package
            ? new ExtractOutcome.Refused(new Rejection(RejectionCode.UnsupportedType, SeveralArticles))
            : found;
        var isInQuarantine = false;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var head = await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (head is not null && (head.Value.LastModified > raw.LastModified || IsDone(head.Value, raw)))
            {
                if (isInQuarantine && head.Value.State != ArticleState.Quarantined)
                {
                    await _quarantine.RemoveAsync(id, cancellationToken).ConfigureAwait(false);
                }

                LogUnchanged(_logger, id.Value);
                return new IngestOutcome.Unchanged(head.Value);
            }

            isInQuarantine |= outcome is ExtractOutcome.Refused;
            IngestOutcome? result = outcome switch
            {
                ExtractOutcome.Refused refused => await RefuseAsync(raw, id, refused.Reason, head, cancellationToken).ConfigureAwait(false),
                ExtractOutcome.Extracted extracted => await StoreAsync(raw, extracted, head, cancellationToken).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
            };
            if (result is not null)
            {
                return result;
            }
        }

        throw new InvalidOperationException($"Article {id} was changed by others {MaxTries} times in a row; the delivery has to be tried again.");
    }

    private static bool IsDone(ArticleHead head, RawFile raw) =>
        head.State != ArticleState.Projecting && string.Equals(head.FileHash, raw.Hash, StringComparison.Ordinal);

    // The entry before the head: a head in quarantine then always has its entry.
    private async Task<IngestOutcome?> RefuseAsync(
        RawFile raw, ArticleId id, Rejection reason, Versioned<ArticleHead>? known, CancellationToken cancellationToken)
    {
        await _quarantine.PutAsync(EntryOf(raw, id, reason), cancellationToken).ConfigureAwait(false);
        await ReleaseAsync(known?.Value, null, cancellationToken).ConfigureAwait(false);
        var head = new ArticleHead
        {
            Id = id,
            FileName = raw.Name,
            FileHash = raw.Hash,
            LastModified = raw.LastModified,
            State = ArticleState.Quarantined,
            EventIds = known?.Value.EventIds ?? [],
            Warnings = [reason.Code.Name()],
            At = _time.GetUtcNow(),
        };
        if (!await _articles.TrySaveAsync(head, known?.Version, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        LogQuarantined(_logger, id.Value, reason.Code.Name());
        return new IngestOutcome.Quarantined(head, reason);
    }

    // Head, then content claim, then events, then head: a claim always has a head, and a delivery that dies on the way is taken up again.
    private async Task<IngestOutcome?> StoreAsync(
        RawFile raw, ExtractOutcome.Extracted extracted, Versioned<ArticleHead>? known, CancellationToken cancellationToken)
    {
        var (article, found) = extracted;
        await ReleaseAsync(known?.Value, article.ContentHash, cancellationToken).ConfigureAwait(false);
        await _quarantine.RemoveAsync(article.Id, cancellationToken).ConfigureAwait(false);
        var head = HeadOf(raw, article, known?.Value);
        if (!await _articles.TrySaveAsync(head, known?.Version, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var holder = await _articles.ClaimContentAsync(article.ContentHash, article.Id, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StoredEvent> events = [];
        if (holder != article.Id)
        {
            head = head with { State = ArticleState.Duplicate, DuplicateOf = holder };
        }
        else
        {
            events = await _merger.MergeAsync(article, found.Events, cancellationToken).ConfigureAwait(false);
            head = head with { State = ArticleState.Ingested, EventIds = [.. head.EventIds.Union(events.Select(e => e.Id.Value))] };
        }

        var current = await _articles.FindAsync(article.Id, cancellationToken).ConfigureAwait(false);
        if (current is null || !IsSameAttempt(current.Value, raw)
            || !await _articles.TrySaveAsync(head with { At = _time.GetUtcNow() }, current.Version, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        LogIngested(_logger, article.Id.Value, head.State, events.Count);
        return new IngestOutcome.Ingested(head, events);
    }

    private static bool IsSameAttempt(ArticleHead head, RawFile raw) =>
        head.State == ArticleState.Projecting && string.Equals(head.FileHash, raw.Hash, StringComparison.Ordinal) && head.LastModified == raw.LastModified;

    private ArticleHead HeadOf(RawFile raw, Article article, ArticleHead? known) => new()
    {
        Id = article.Id,
        FileName = raw.Name,
        FileHash = raw.Hash,
        ContentHash = article.ContentHash,
        LastModified = raw.LastModified,
        State = ArticleState.Projecting,
        Title = article.Title,
        Language = article.Language,
        Published = article.Published,
        PublishedFrom = article.PublishedFrom,
        SourceName = article.SourceName,
        SourceUrl = article.SourceUrl,
        EventIds = known?.EventIds ?? [],
        Warnings = article.Warnings,
        At = _time.GetUtcNow(),
    };

    private QuarantineEntry EntryOf(RawFile raw, ArticleId id, Rejection reason) => new()
    {
        Id = id,
        FileName = raw.Name,
        Code = reason.Code.Name(),
        Reason = Strings.Languages.ToDictionary(code => code, code => reason.Reason(Strings.For(code))),
        Remedy = Strings.Languages.ToDictionary(code => code, code => reason.Remedy(Strings.For(code))),
        FileHash = raw.Hash,
        At = _time.GetUtcNow(),
    };

    // Before the head changes: afterwards nobody would know which content the article held.
    private async Task ReleaseAsync(ArticleHead? known, string? newContent, CancellationToken cancellationToken)
    {
        if (known?.ContentHash is { } content && !string.Equals(content, newContent, StringComparison.Ordinal))
        {
            await _articles.ReleaseContentAsync(content, known.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
