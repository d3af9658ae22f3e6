using Microsoft.Extensions.Options;

namespace Pipeline.Digest;

/// <summary>Composes and renders the next issue of the list without storing anything. Thread-safe.</summary>
public sealed class DraftDigest
{
    // Issues within the overlap whose changes are not told again; more issues than this in ten minutes are made by hand only.
    private const int IssuesToLookAt = 20;

    private readonly ComposeDigest _compose;
    private readonly Renderer _renderer;
    private readonly IDigestStore _digests;
    private readonly DigestOptions _options;
    private readonly NewsroomOptions _newsroom;
    private readonly TimeProvider _time;

    /// <summary>Drafts for the list of <paramref name="options"/> in the language of <paramref name="newsroom"/>.</summary>
    public DraftDigest(
        ComposeDigest compose, Renderer renderer, IDigestStore digests, IOptions<DigestOptions> options, IOptions<NewsroomOptions> newsroom, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(newsroom);
        _compose = compose;
        _renderer = renderer;
        _digests = digests;
        _options = options.Value;
        _newsroom = newsroom.Value;
        _time = time;
    }

    /// <summary>The next issue as it would be frozen now; null where nothing is new.</summary>
    public async Task<DigestIssue?> RunAsync(CancellationToken cancellationToken) => (await ComposeAsync(cancellationToken).ConfigureAwait(false))?.Issue;

    /// <summary>The same with what it tells, before it is put into words.</summary>
    public async Task<(DigestIssue Issue, DigestModel Model)?> ComposeAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow().ToUniversalTime();
        var cutOff = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var latest = await _digests.FindLatestAsync(_options.List, cancellationToken).ConfigureAwait(false);
        if (latest is not null && latest.Id.CutOff >= cutOff)
        {
            return null;
        }

        var previous = latest?.Id.CutOff;
        var since = previous - _options.Overlap ?? cutOff - _options.FirstLookBack;
        var told = await ToldSinceAsync(since, cancellationToken).ConfigureAwait(false);
        var model = await _compose.RunAsync(new DigestWindow(since, cutOff, previous, told), cancellationToken).ConfigureAwait(false);
        if (model is null)
        {
            return null;
        }

        var content = _renderer.Render(model, _newsroom.Language);
        var issue = new DigestIssue
        {
            Id = new DigestId(_options.List, cutOff),
            Since = previous ?? since,
            Language = _newsroom.Language,
            Subject = content.Subject,
            Html = content.Html,
            Text = content.Text,
            ChangeIds = model.ChangeIds,
            Ranking = [.. model.News.Order(DigestOrder.Instance).Select(item => new RankedEvent(item.Event.Id, item.Salience))],
            ExpiresAt = cutOff + _options.Lifetime,
        };
        return (issue, model);
    }

    private async Task<HashSet<string>> ToldSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var issue in _digests.ListLatestAsync(_options.List, IssuesToLookAt, cancellationToken).ConfigureAwait(false))
        {
            if (issue.Id.CutOff < since)
            {
                break;
            }

            told.UnionWith(issue.ChangeIds);
        }

        return told;
    }
}
