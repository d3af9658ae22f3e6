using Pipeline.Events;
using Pipeline.Quarantine;
using Pipeline.Receipts;

namespace Pipeline.Articles;

/// <summary>
/// Does what follows from the newest version of an article, from what is stored alone: content claim, events, quarantine, receipts, files that the
/// archive lost. Every step may be done again. A worker that finds a newer version when it ends does that one's steps after its own, so that the last
/// word on every row is the newest version's. Thread-safe.
/// </summary>
public sealed class ArticleProjection
{
    private const int MaxTries = 40;

    private readonly IArticleStore _articles;
    private readonly ArticleVersions _versions;
    private readonly IContentClaims _claims;
    private readonly IEventProjection _events;
    private readonly IQuarantineStore _quarantine;
    private readonly IReadOnlyList<IReceiptWriter> _receipts;
    private readonly TimeProvider _time;

    /// <summary>Projects into these stores.</summary>
    public ArticleProjection(
        IArticleStore articles, ArticleVersions versions, IContentClaims claims, IEventProjection events, IQuarantineStore quarantine,
        IEnumerable<IReceiptWriter> receipts, TimeProvider time)
    {
        _articles = articles;
        _versions = versions;
        _claims = claims;
        _events = events;
        _quarantine = quarantine;
        _receipts = [.. receipts];
        _time = time;
    }

    /// <summary>
    /// Does what is left to do for <paramref name="id"/> until nothing is, then closes the index's entry of <paramref name="version"/>, whose work the
    /// caller began or found. Returns the head and the events as this call stored them; null where there is no such article.
    /// </summary>
    public async Task<(ArticleHead Head, IReadOnlyList<StoredEvent> Events)?> RunAsync(ArticleId id, long version, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredEvent> events = [];
        var lastDone = 0L;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (known is null || (known.Value.State != ArticleState.Projecting && (known.Value.Version <= version || known.Value.Version == lastDone)))
            {
                await _articles.CloseAsync(id, version, cancellationToken).ConfigureAwait(false);
                return known is null ? null : (known.Value, events);
            }

            if (known.Value.State != ArticleState.Projecting)
            {
                // A newer version was finished while an older one's work was under way, and that may have written after it.
                await TryReopenAsync(known, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var outbox = await _articles.FindOutboxAsync(id, cancellationToken).ConfigureAwait(false);
            if (outbox?.Version != known.Value.Version)
            {
                continue;
            }

            var (head, told) = await ProjectAsync(known.Value, outbox, cancellationToken).ConfigureAwait(false);
            if (await _articles.TryFinishAsync(head, known.Version, cancellationToken).ConfigureAwait(false))
            {
                events = told;
                lastDone = head.Version;
                if (lastDone != version)
                {
                    await _articles.CloseAsync(id, lastDone, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        throw new InvalidOperationException($"Article {id} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    // The order matters to readers only: events and their claim first, then what tells of them.
    private async Task<(ArticleHead Head, IReadOnlyList<StoredEvent> Events)> ProjectAsync(
        ArticleHead head, ArticleOutbox outbox, CancellationToken cancellationToken)
    {
        foreach (var content in outbox.ReleasedContents)
        {
            await _claims.ReleaseAsync(content, head.Id, cancellationToken).ConfigureAwait(false);
        }

        var read = outbox.Target == ArticleState.Ingested
            ? await _articles.FindContentAsync(head.Id, head.Version, cancellationToken).ConfigureAwait(false)
            : null;
        var (final, events) = await TellAsync(head, outbox.Target, read, cancellationToken).ConfigureAwait(false);
        await KeepQuarantineAsync(final, outbox, cancellationToken).ConfigureAwait(false);
        foreach (var part in outbox.RemovedParts)
        {
            await RemovePartAsync(part, final, cancellationToken).ConfigureAwait(false);
        }

        foreach (var receipts in _receipts)
        {
            await (final.State == ArticleState.Removed
                ? receipts.RemoveAsync(final, cancellationToken)
                : receipts.WriteAsync(final, read?.Article, read?.Found, final.Reason, cancellationToken)).ConfigureAwait(false);
        }

        foreach (var content in outbox.ReleasedContents)
        {
            await WakeAsync(content, head.Id, cancellationToken).ConfigureAwait(false);
        }

        return (final, events);
    }

    /// <summary>Takes a file out of its archive, as of the archive's version; without effect where it is gone, or comes from a newer version.</summary>
    internal async Task RemovePartAsync(string name, ArticleHead archive, CancellationToken cancellationToken)
    {
        var id = ArticleId.FromBlobName(name);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _articles.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (known is null || known.Value.Archive is null || known.Value.LastModified > archive.LastModified)
            {
                return;
            }

            var removed = known.Value.State == ArticleState.Removed
                ? known.Value
                : await _versions.TryRemoveAsync(known, archive.LastModified, archive.ETag, cancellationToken).ConfigureAwait(false);
            if (removed is not null)
            {
                await RunAsync(id, removed.Version, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw new InvalidOperationException($"Article {id} was changed by others {MaxTries} times in a row; the work has to be tried again.");
    }

    private async Task<(ArticleHead Head, IReadOnlyList<StoredEvent> Events)> TellAsync(
        ArticleHead head, ArticleState target, ArticleContent? read, CancellationToken cancellationToken)
    {
        var final = head with { State = target, EventIds = [], DuplicateOf = null, At = _time.GetUtcNow() };
        if (read is null)
        {
            await _events.WithdrawAsync(head.Id, head.Version, cancellationToken).ConfigureAwait(false);
            return (final, []);
        }

        var holder = await ClaimAsync(read.Article.ContentHash, head.Id, cancellationToken).ConfigureAwait(false);
        if (holder != head.Id)
        {
            await _events.WithdrawAsync(head.Id, head.Version, cancellationToken).ConfigureAwait(false);
            return (final with { State = ArticleState.Duplicate, DuplicateOf = holder }, []);
        }

        var events = await _events.ProjectAsync(read.Article, head.Version, read.Found.Events, cancellationToken).ConfigureAwait(false);
        return (final with { EventIds = [.. events.Select(told => told.Id.Value)] }, events);
    }

    private async Task<ArticleId> ClaimAsync(string content, ArticleId id, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var holder = await _claims.ClaimAsync(content, id, cancellationToken).ConfigureAwait(false);
            if (holder == id)
            {
                return id;
            }

            // We wait before we look at the holder: if it gives the content up after our look, it finds us waiting.
            await _claims.WaitAsync(content, id, cancellationToken).ConfigureAwait(false);
            var head = await _articles.FindAsync(holder, cancellationToken).ConfigureAwait(false);
            if (head is not null && string.Equals(head.Value.ContentHash, content, StringComparison.Ordinal))
            {
                return holder;
            }

            // Left by a worker that died, or came late, on a version that is no more.
            await _claims.ReleaseAsync(content, holder, cancellationToken).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"Content {content} was claimed and given back {MaxTries} times in a row; the work has to be tried again.");
    }

    // Who has a content that is free again may now be the article.
    private async Task WakeAsync(string content, ArticleId giver, CancellationToken cancellationToken)
    {
        foreach (var waiting in await _claims.ListWaitingAsync(content, cancellationToken).ConfigureAwait(false))
        {
            var isSettled = waiting == giver;
            for (var tries = 0; tries < MaxTries && !isSettled; tries++)
            {
                var known = await _articles.FindAsync(waiting, cancellationToken).ConfigureAwait(false);
                isSettled = known is null
                    || known.Value.State is not (ArticleState.Duplicate or ArticleState.Projecting)
                    || !string.Equals(known.Value.ContentHash, content, StringComparison.Ordinal);
                if (!isSettled && await TryReopenAsync(known!, cancellationToken).ConfigureAwait(false))
                {
                    await RunAsync(waiting, known!.Value.Version, cancellationToken).ConfigureAwait(false);
                    isSettled = true;
                }
            }
        }
    }

    private async Task<bool> TryReopenAsync(Versioned<ArticleHead> known, CancellationToken cancellationToken)
    {
        var head = known.Value;
        var open = head.State == ArticleState.Projecting ? await _articles.FindOutboxAsync(head.Id, cancellationToken).ConfigureAwait(false) : null;
        var target = head.State is ArticleState.Duplicate ? ArticleState.Ingested : head.State;
        if (open is null && head.State == ArticleState.Projecting)
        {
            return false;
        }

        var outbox = open ?? new ArticleOutbox { Version = head.Version, Target = target, LeavesQuarantine = target != ArticleState.Quarantined };
        return await _articles.TryReopenAsync(head with { State = ArticleState.Projecting }, outbox, known.Version, cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepQuarantineAsync(ArticleHead head, ArticleOutbox outbox, CancellationToken cancellationToken)
    {
        if (head is { State: ArticleState.Quarantined, Reason: { } reason })
        {
            await _quarantine.PutAsync(QuarantineEntry.Of(head, reason), cancellationToken).ConfigureAwait(false);
        }
        else if (outbox.LeavesQuarantine)
        {
            await _quarantine.RemoveAsync(head.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
