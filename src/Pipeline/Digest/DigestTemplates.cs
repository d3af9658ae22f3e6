using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Digest.Rendering;
using Pipeline.Site;

namespace Pipeline.Digest;

/// <summary>
/// The templates and sentences that hold now: the shipped ones, with those of the container in their places that pass <see cref="TemplateCheck"/>.
/// One that does not is left out, and every digest says so to its preflight. Thread-safe.
/// </summary>
public sealed partial class DigestTemplates
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(1);

    private readonly ITemplateStore _store;
    private readonly TemplateCheck _check;
    private readonly TimeProvider _time;
    private readonly ILogger<DigestTemplates> _logger;
    private volatile State _state = new(TemplateSet.Shipped, [], [], DateTimeOffset.MinValue);

    /// <summary>Templates over the files of <paramref name="store"/>, checked with a digest of <paramref name="newsroom"/>.</summary>
    public DigestTemplates(
        ITemplateStore store, IOptions<NewsroomOptions> newsroom, SiteLinks site, Preflight preflight, TimeProvider time, ILogger<DigestTemplates> logger)
    {
        ArgumentNullException.ThrowIfNull(newsroom);
        _store = store;
        _check = new TemplateCheck(newsroom.Value, site, preflight);
        _time = time;
        _logger = logger;
    }

    /// <summary>Looks at the container, where the last look is a minute old; checks what has changed there.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var known = _state;
        if (now - known.At < s_freshness)
        {
            return;
        }

        var files = await _store.ListAsync(cancellationToken).ConfigureAwait(false);
        if (files.SequenceEqual(known.Files))
        {
            _state = known with { At = now };
            return;
        }

        var (set, refused) = _check.Apply(files);
        _state = new(set, files, [.. refused.Select(Finding)], now);
        foreach (var (file, reason) in refused)
        {
            LogRefused(_logger, file, reason);
        }

        LogUsed(_logger, files.Count - refused.Count, set.Version(Strings.Languages[0]));
    }

    /// <summary>What <paramref name="write"/> makes with the templates that hold, or with the shipped ones where those fail on this digest.</summary>
    internal DigestPreview Use(Func<TemplateSet, DigestPreview> write)
    {
        var state = _state;
        try
        {
            var made = write(state.Set);
            return made with { Findings = [.. state.Findings, .. made.Findings] };
        }
        catch (Exception failure) when (!state.Set.IsShipped && TemplateCheck.IsOfTemplate(failure))
        {
            LogFailed(_logger, failure.Message);
            var made = write(TemplateSet.Shipped);
            return made with { Findings = [.. state.Findings, Finding(("templates", TemplateCheck.Shown(failure))), .. made.Findings] };
        }
    }

    private static PreflightFinding Finding((string File, string Reason) refused) =>
        new(PreflightSeverity.Warn, PreflightCodes.TemplateFallback, $"{refused.File}: {refused.Reason}");

    private sealed record State(TemplateSet Set, IReadOnlyList<TemplateFile> Files, IReadOnlyList<PreflightFinding> Findings, DateTimeOffset At);
}
