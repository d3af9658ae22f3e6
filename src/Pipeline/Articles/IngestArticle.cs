using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Articles.Reading;
using Pipeline.Quarantine;
using Pipeline.Telemetry;

namespace Pipeline.Articles;

/// <summary>
/// Takes in a dropped file: reads it, stores it as the newest version of its article, and does what follows from that. The same file may be
/// delivered twice, in parallel, out of order, or again after a crash at any point. Thread-safe.
/// </summary>
public sealed partial class IngestArticle
{
    private const int MaxTries = 40;

    private readonly ReadAttempts _reading;
    private readonly IArticleStore _articles;
    private readonly ArticleVersions _versions;
    private readonly ArticleProjection _projection;
    private readonly IQuarantineStore _quarantine;
    private readonly VersionOrder _order;
    private readonly ReadingOptions _options;
    private readonly ReadingRules _rules;
    private readonly TimeProvider _time;
    private readonly ILogger<IngestArticle> _logger;

    /// <summary>A use case over these stores.</summary>
    public IngestArticle(
        ReadAttempts reading, IArticleStore articles, ArticleVersions versions, ArticleProjection projection, IQuarantineStore quarantine,
        IDroppedFiles files, IOptions<ReadingOptions> options, ReadingRules rules, TimeProvider time, ILogger<IngestArticle> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(rules);
        _reading = reading;
        _articles = articles;
        _versions = versions;
        _projection = projection;
        _quarantine = quarantine;
        _order = new VersionOrder(files);
        _options = options.Value;
        _rules = rules;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes in <paramref name="file"/>. Bad input is an outcome, never an exception; broken storage throws.</summary>
    public Task<IngestOutcome> RunAsync(DroppedFile file, CancellationToken cancellationToken) => RunAsync(file, isAgain: false, cancellationToken);

    /// <summary>The same for a file that is known and is to be read again because the reader has changed; where it was refused, its failed tries are forgotten.</summary>
    public async Task<IngestOutcome> RunAsync(DroppedFile file, bool isAgain, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        var raw = await RawFile.ReadAsync(file, _options.MaxArticleBytes, cancellationToken).ConfigureAwait(false);
        return await IngestAsync(Arrival.Of(raw, file.ETag, isAgain), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses <paramref name="file"/> unread for <paramref name="reason"/>, unless it has been taken in meanwhile; its editor hears of it as of any refusal.</summary>
    public async Task<IngestOutcome> RefuseAsync(DroppedFile file, Rejection reason, int attempts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reason);
        var raw = await RawFile.ReadAsync(file, _options.MaxArticleBytes, cancellationToken).ConfigureAwait(false);
        var arrival = Arrival.Of(raw, file.ETag, isAgain: false);
        using var activity = Begin(arrival);
        var (known, settled) = await PlaceOfAsync(arrival, cancellationToken).ConfigureAwait(false);
        return settled ?? await RefuseAsync(new Place(arrival, known), HeadOf(arrival, attempts), reason, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IngestOutcome> IngestAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        using var activity = Begin(arrival);
        var outcome = await TakeInAsync(arrival, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("pipeline.outcome", outcome.GetType().Name);
        return outcome;
    }

    private async Task<IngestOutcome> TakeInAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var (known, settled) = await PlaceOfAsync(arrival, cancellationToken).ConfigureAwait(false);
        if (settled is not null)
        {
            return settled;
        }

        // An article that was read once and now ends its reader is not spared: it is refused at the last try, so that reading all again comes to an end.
        if (arrival.IsAgain && known?.Value.Reason is not null)
        {
            await _reading.ForgetAsync(arrival.Id, arrival.Hash, cancellationToken).ConfigureAwait(false);
        }

        var (outcome, attempts) = await _reading.RunAsync(arrival.Id, arrival.Hash, arrival.File, cancellationToken).ConfigureAwait(false);
        var head = HeadOf(arrival, attempts);
        var place = new Place(arrival, known);
        return outcome switch
        {
            ExtractOutcome.Refused refused => await RefuseAsync(place, head, refused.Reason, cancellationToken).ConfigureAwait(false),
            ExtractOutcome.Package when arrival.Archive is not null =>
                await RefuseAsync(place, head, new Rejection(RejectionCode.ZipBomb), cancellationToken).ConfigureAwait(false),
            ExtractOutcome.Package package => await UnpackAsync(place, head, package, cancellationToken).ConfigureAwait(false),
            ExtractOutcome.Extracted extracted => await KeepAsync(place, head, extracted, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
    }

    private async Task<IngestOutcome> KeepAsync(Place place, ArticleHead head, ExtractOutcome.Extracted extracted, CancellationToken cancellationToken)
    {
        var article = extracted.Article;
        var content = new ArticleContent(OddName.Is(article.FileName) ? article with { Warnings = WithOddName(article.Warnings) } : article, extracted.Found);
        if (!_articles.CanHold(content))
        {
            return await RefuseAsync(place, head, TooLarge(), cancellationToken).ConfigureAwait(false);
        }

        var described = head with
        {
            ContentHash = article.ContentHash,
            Title = article.Title,
            Language = article.Language,
            Published = article.Published,
            PublishedFrom = article.PublishedFrom,
            PublishedConfidence = article.PublishedConfidence,
            SourceName = article.SourceName,
            SourceUrl = article.SourceUrl,
            Warnings = content.Article.Warnings,
        };
        return await StoreAsync(place, described, ArticleState.Ingested, content, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IngestOutcome> RefuseAsync(Place place, ArticleHead head, Rejection reason, CancellationToken cancellationToken)
    {
        var arrival = place.Arrival;
        if (arrival.Archive is not null)
        {
            // Later on nobody but the archive has these bytes.
            await _quarantine.KeepFileAsync(arrival.Id, arrival.File.Bytes, cancellationToken).ConfigureAwait(false);
        }

        var refused = head with { Reason = reason, Warnings = [reason.Code.Name()] };
        return await StoreAsync(place, refused, ArticleState.Quarantined, content: null, cancellationToken).ConfigureAwait(false);
    }

    // The files first: until the archive has its head, a delivery that died is taken up from its beginning.
    private async Task<IngestOutcome> UnpackAsync(Place place, ArticleHead head, ExtractOutcome.Package package, CancellationToken cancellationToken)
    {
        var parts = new List<IngestOutcome>();
        foreach (var entry in package.Entries)
        {
            parts.Add(await IngestAsync(place.Arrival.Entry(entry), cancellationToken).ConfigureAwait(false));
        }

        IReadOnlyList<string> names = [.. package.Entries.Select(entry => entry.Name)];
        IReadOnlyList<string> warnings = [.. package.Warnings.Select(ArticleWarnings.Code)];
        var archive = head with { Parts = names, Warnings = OddName.Is(head.FileName) ? WithOddName(warnings) : warnings };
        var outcome = await StoreAsync(place, archive, ArticleState.Archive, content: null, cancellationToken).ConfigureAwait(false);
        if (outcome is not IngestOutcome.Unchanged newer)
        {
            return outcome is IngestOutcome.Unpacked unpacked ? unpacked with { Parts = parts } : outcome;
        }

        // A newer version was faster, and could not know of files that only this one holds.
        foreach (var name in names.Except(newer.Head.Parts, StringComparer.Ordinal))
        {
            await _projection.RemovePartAsync(name, newer.Head, cancellationToken).ConfigureAwait(false);
        }

        return newer;
    }

    private async Task<IngestOutcome> StoreAsync(
        Place place, ArticleHead head, ArticleState target, ArticleContent? content, CancellationToken cancellationToken)
    {
        var (arrival, known) = place;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await _versions.TryAddAsync(known, head, target, content, cancellationToken).ConfigureAwait(false) is { } added)
            {
                return await ProjectAsync(added, cancellationToken).ConfigureAwait(false);
            }

            (known, var settled) = await PlaceOfAsync(arrival, cancellationToken).ConfigureAwait(false);
            if (settled is not null)
            {
                return settled;
            }
        }

        throw new InvalidOperationException($"Article {arrival.Id} was changed by others {MaxTries} times in a row; the delivery has to be tried again.");
    }

    // Where the file stands: nothing known or older versions only (to be stored after them), or settled already.
    private async Task<(Versioned<ArticleHead>? Known, IngestOutcome? Settled)> PlaceOfAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _articles.FindAsync(arrival.Id, cancellationToken).ConfigureAwait(false);
            if (known is null)
            {
                return (null, null);
            }

            var head = known.Value;
            var isNewer = await _order.IsNewerAsync(arrival, head, cancellationToken).ConfigureAwait(false);
            var isSameFile = head.State is not (ArticleState.Removed or ArticleState.Archive) && string.Equals(head.FileHash, arrival.Hash, StringComparison.Ordinal);
            if ((isNewer && !isSameFile) || (arrival.IsAgain && (isNewer || VersionOrder.IsSame(arrival, head))))
            {
                return (known, null);
            }

            // The same bytes written again: a version in between that comes late must still lose.
            var touched = isNewer ? head with { LastModified = arrival.File.LastModified, ETag = arrival.ETag } : head;
            if (!isNewer || await _articles.TrySaveAsync(touched, known.Version, cancellationToken).ConfigureAwait(false))
            {
                return (known, await SettleAsync(touched, cancellationToken).ConfigureAwait(false));
            }
        }

        throw new InvalidOperationException($"Article {arrival.Id} was changed by others {MaxTries} times in a row; the delivery has to be tried again.");
    }

    private async Task<IngestOutcome> SettleAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        if (head.State == ArticleState.Projecting)
        {
            return await ProjectAsync(head, cancellationToken).ConfigureAwait(false);
        }

        LogUnchanged(_logger, head.Id.Value);
        return new IngestOutcome.Unchanged(head);
    }

    private async Task<IngestOutcome> ProjectAsync(ArticleHead added, CancellationToken cancellationToken)
    {
        var done = await _projection.RunAsync(added.Id, added.Version, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The head of article {added.Id} is gone; nothing of ours deletes one.");
        var head = done.Head;
        if (head.Version != added.Version)
        {
            return new IngestOutcome.Unchanged(head);
        }

        switch (head.State)
        {
            case ArticleState.Quarantined when head.Reason is { } reason:
                PipelineTelemetry.ArticlesQuarantined.Add(1, PipelineTelemetry.Tag("code", reason.Code.Name()));
                LogQuarantined(_logger, head.Id.Value, reason.Code.Name());
                return new IngestOutcome.Quarantined(head, reason);
            case ArticleState.Archive:
                PipelineTelemetry.ArticlesIngested.Add(1, PipelineTelemetry.Tag("state", head.State.ToString()));
                LogUnpacked(_logger, head.Id.Value, head.Parts.Count);
                return new IngestOutcome.Unpacked(head, []);
            default:
                PipelineTelemetry.ArticlesIngested.Add(1, PipelineTelemetry.Tag("state", head.State.ToString()));
                PipelineTelemetry.EventsFound.Add(done.Events.Count);
                PipelineTelemetry.EventsMerged.Add(done.Events.Count(told => told.Sources.Any(source => source.Article != head.Id)));
                LogIngested(_logger, head.Id.Value, head.State, done.Events.Count);
                return new IngestOutcome.Ingested(head, done.Events);
        }
    }

    // The trace of what called us, such as the trigger, goes on here.
    private static Activity? Begin(Arrival arrival) => PipelineTelemetry.Source
        .StartActivity("ingest article", ActivityKind.Consumer)?
        .SetTag("pipeline.article", arrival.Id.Value)
        .SetTag("pipeline.again", arrival.IsAgain);

    private ArticleHead HeadOf(Arrival arrival, int attempts) => new()
    {
        Id = arrival.Id,
        FileName = arrival.File.Name,
        FileHash = arrival.Hash,
        LastModified = arrival.File.LastModified,
        ETag = arrival.ETag,
        State = ArticleState.Projecting,
        Archive = arrival.Archive,
        Attempts = attempts,
        ReadBy = _rules.Id,
        TraceParent = Activity.Current?.Id,
        At = _time.GetUtcNow(),
    };

    // A file and the version that it is to follow, which is looked up again only where somebody was faster.
    private readonly record struct Place(Arrival Arrival, Versioned<ArticleHead>? Known);

    private Rejection TooLarge() =>
        new(RejectionCode.TooLarge, (_options.MaxArticleBytes / 1_000_000.0).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));

    private static IReadOnlyList<string> WithOddName(IReadOnlyList<string> warnings) => [.. warnings.Append(ArticleWarning.OddName.Code()).Distinct()];
}
