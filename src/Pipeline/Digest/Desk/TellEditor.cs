using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Receipts;

namespace Pipeline.Digest.Desk;

/// <summary>
/// Mails the editor of <see cref="ReceiptOptions.EditorAddress"/> that an issue waits, held or paused by the program, at most once for each issue and
/// state: that is written on the issue before the mail leaves, and taken back only where the mail has surely not gone out. What becomes of the mail
/// changes nothing else; a call some minutes later tries again. Thread-safe.
/// </summary>
public sealed partial class TellEditor
{
    // Older ones have expired.
    private const int IssuesToLookAt = 10;
    private const int MaxFindings = 10;

    // Each ticket of a paused issue asks; a server that took no mail is left alone meanwhile.
    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(10);

    private readonly IDigestStore _digests;
    private readonly InspectIssue _inspect;
    private readonly string _list;
    private readonly string? _editor;
    private readonly NewsroomOptions _newsroom;
    private readonly EditorPost _post;
    private readonly TimeProvider _time;
    private readonly ILogger<TellEditor> _logger;
    private long _notBefore;

    /// <summary>Tells of the list of <paramref name="digest"/>, by <paramref name="mailer"/>.</summary>
    public TellEditor(
        IDigestStore digests, InspectIssue inspect, IMailer mailer, IOptions<ReceiptOptions> options, IOptions<DigestOptions> digest,
        IOptions<NewsroomOptions> newsroom, TimeProvider time, ILogger<TellEditor> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(newsroom);
        _digests = digests;
        _inspect = inspect;
        _list = digest.Value.List;
        _editor = EditorAddress.Read(options.Value.EditorAddress);
        _newsroom = newsroom.Value;
        _post = new EditorPost(mailer, options.Value, digest.Value, newsroom.Value, time);
        _time = time;
        _logger = logger;
    }

    /// <summary>Tells of every issue that waits and of which nobody was told yet; does nothing where no editor is known.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_editor is null || _time.GetUtcNow().UtcTicks < Interlocked.Read(ref _notBefore))
        {
            return;
        }

        await foreach (var issue in _digests.ListLatestAsync(_list, IssuesToLookAt, cancellationToken).ConfigureAwait(false))
        {
            if (IsToBeTold(issue))
            {
                await TellAsync(issue, _editor, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Whoever stopped an issue himself knows.
    private bool IsToBeTold(DigestIssue issue) =>
        issue.State != IssueState.Open && issue.Reason != DecideOnIssue.Editor && !issue.IsSettled && issue.ExpiresAt > _time.GetUtcNow()
        && !issue.Told.Contains(issue.State);

    private async Task TellAsync(DigestIssue issue, string editor, CancellationToken cancellationToken)
    {
        if (!await TryMarkAsync(issue.Id, issue.State, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var mail = await MailToAsync(editor, issue, cancellationToken).ConfigureAwait(false);
        var answer = await SendAsync(mail, issue, cancellationToken).ConfigureAwait(false);
        if (!answer.MayHaveGone)
        {
            Interlocked.Exchange(ref _notBefore, (_time.GetUtcNow() + s_wait).UtcTicks);
            await UnmarkAsync(issue.Id, issue.State).ConfigureAwait(false);
        }

        if (answer.Problem is { } problem)
        {
            LogNotMailed(_logger, issue.Id.ToString(), issue.State, problem);
        }
        else
        {
            LogMailed(_logger, issue.Id.ToString(), issue.State);
        }
    }

    // Read once the mark is set, since many come here at once and the ledger is long; until the mail leaves the mark can be taken back.
    private async Task<EditorMail> MailToAsync(string editor, DigestIssue issue, CancellationToken cancellationToken)
    {
        try
        {
            return MailTo(editor, (await _inspect.RunAsync(issue.Id, cancellationToken).ConfigureAwait(false))!, issue);
        }
        catch
        {
            await UnmarkAsync(issue.Id, issue.State).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<EditorAnswer> SendAsync(EditorMail mail, DigestIssue issue, CancellationToken cancellationToken)
    {
        try
        {
            return await _post.SendAsync(mail, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await UnmarkAsync(issue.Id, issue.State).ConfigureAwait(false);
            throw;
        }
    }

    // False where another instance was faster, or the issue no longer waits.
    private async Task<bool> TryMarkAsync(DigestId id, IssueState state, CancellationToken cancellationToken)
    {
        while (await _digests.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } there && there.Value.State == state && IsToBeTold(there.Value))
        {
            if (await _digests.TrySaveAsync(there.Value with { Told = [.. there.Value.Told, state] }, there.Version, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task UnmarkAsync(DigestId id, IssueState state)
    {
        while (await _digests.FindAsync(id, CancellationToken.None).ConfigureAwait(false) is { } there && there.Value.Told.Contains(state)
            && !await _digests.TrySaveAsync(there.Value with { Told = [.. there.Value.Told.Where(told => told != state)] }, there.Version, CancellationToken.None).ConfigureAwait(false))
        {
        }
    }

    private EditorMail MailTo(string editor, IssueInspection inspected, DigestIssue issue)
    {
        var strings = Strings.For(_newsroom.Language);
        var kind = issue.State == IssueState.Held ? "issueMail.held" : "issueMail.paused";
        var shown = inspected.Variants.OrderByDescending(one => one.Variant.Language == strings.Language).FirstOrDefault();
        var waiting = inspected.Deliveries.Where(count => count.State == DeliveryState.Planned).Sum(count => count.Readers);
        var paragraphs = new List<string>(WhyOf(strings, issue));
        if (shown is not null)
        {
            paragraphs.Add(strings.Text("issueMail.content", ("subject", shown.Variant.Subject)));
        }

        paragraphs.Add(strings.Plural("issueMail.waiting", waiting));
        paragraphs.Add(strings.Text("issueMail.expires", ("until", issue.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))));
        paragraphs.Add(strings.Text("issueMail.remedy"));
        return new(
            Identifier.Of("stopped", issue.Id.ToString(), issue.State.ToString()), editor, "issues", _time.GetUtcNow(),
            strings.Text(kind + ".subject", ("issue", issue.Id.ToString())),
            strings.Text(kind + ".intro", ("issue", issue.Id.ToString())),
            [.. paragraphs.Select(text => (text, ""))],
            [$"digest show {issue.Id}", issue.State == IssueState.Held ? $"digest approve {issue.Id}{(IsRefused(issue) ? " --anyway" : "")}" : $"digest resume {issue.Id}"],
            strings.Text("issueMail.why"));
    }

    private static IEnumerable<string> WhyOf(Strings strings, DigestIssue issue)
    {
        if (issue.State == IssueState.Paused)
        {
            yield return strings.Text("issueMail.paused.why", ("answer", issue.Reason ?? ""));
            yield break;
        }

        yield return strings.Text(IsRefused(issue) ? "issueMail.held.refused" : issue.Reason == IssueGate.Approval ? "issueMail.held.approval" : "issueMail.held.flagged");
        foreach (var finding in issue.Findings.Take(MaxFindings))
        {
            yield return strings.Text("preflight." + finding.Code, ("detail", finding.Detail));
        }

        if (issue.Findings.Count > MaxFindings)
        {
            yield return strings.Plural("issueMail.more", issue.Findings.Count - MaxFindings);
        }
    }

    private static bool IsRefused(DigestIssue issue) => issue.Findings.Any(finding => finding.Severity == PreflightSeverity.Refuse);
}
