using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows issues of the digest, and takes down an editor's word on them.</summary>
internal sealed class IssueCommand(HostOptions options, Terminal terminal)
{
    private const int Issues = 20;

    public Task<int> ListAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ListAsync(services, cancellationToken), cancellationToken);

    public Task<int> ShowAsync(string issue, DirectoryInfo? folder, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ShowAsync(services, issue, folder, cancellationToken), cancellationToken);

    public Task<int> DecideAsync(string issue, Func<DecideOnIssue, DigestId, Task<IssueDecision>> decision, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(
            options,
            terminal,
            async (services, _) => DigestId.TryParse(issue, out var id)
                ? Tell(await decision(services.GetRequiredService<DecideOnIssue>(), id))
                : NoIssue(issue),
            cancellationToken);

    public Task<int> TestAsync(string address, string? issue, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => TestAsync(services, address, issue, cancellationToken), cancellationToken);

    private async Task<int> ListAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var table = terminal.NewTable("digest", "state", "why", "mails", "sent until (UTC)");
        var list = services.GetRequiredService<IOptions<DigestOptions>>().Value.List;
        await foreach (var issue in services.GetRequiredService<IDigestStore>().ListLatestAsync(list, Issues, cancellationToken))
        {
            table.AddCells(issue.Id.ToString(), issue.State.ToString(), issue.Reason ?? "", issue.IsSettled ? "none open" : "open", Moment(issue.ExpiresAt));
        }

        terminal.Show(table.Rows.Count > 0 ? "Latest digests" : "No digest yet", table);
        return ExitCodes.Done;
    }

    private async Task<int> ShowAsync(IServiceProvider services, string issue, DirectoryInfo? folder, CancellationToken cancellationToken)
    {
        if (!DigestId.TryParse(issue, out var id)
            || await services.GetRequiredService<InspectIssue>().RunAsync(id, cancellationToken) is not { } inspected)
        {
            return NoIssue(issue);
        }

        terminal.Say($"{inspected.Issue.Id}  {IssueWords.StateOf(inspected.Issue)}");
        terminal.Say($"What is not sent by {Moment(inspected.Issue.ExpiresAt)} UTC is not sent any more.");
        ShowDeliveries(inspected);
        foreach (var shown in inspected.Variants)
        {
            ShowVariant(shown);
            if (folder is not null)
            {
                await WriteAsync(folder, shown.Variant, cancellationToken);
            }
        }

        if (inspected.MoreVariants > 0)
        {
            terminal.Say($"{inspected.MoreVariants} variants with fewer readers are left out.");
        }

        return ExitCodes.Done;
    }

    private void ShowDeliveries(IssueInspection inspected)
    {
        var table = terminal.NewTable("delivery", "readers", "answer");
        foreach (var count in inspected.Deliveries)
        {
            table.AddCells(count.State.ToString(), Number(count.Readers), count.Answer);
        }

        terminal.Show(table.Rows.Count > 0 ? "Mails" : "No mails", table);
    }

    private void ShowVariant(InspectedVariant shown)
    {
        var (variant, strings) = (shown.Variant, Strings.For(ArticleReport.Language));
        terminal.Say("");
        terminal.Say($"{variant.Language}  {variant.Subject}");
        terminal.Say($"  variant {variant.Id}{(variant.IsPublic ? ", public" : "")}; {Number(shown.Readers)} {(shown.Readers == 1 ? "reader" : "readers")}; tells what changed since {Moment(variant.Since)} UTC; templates {variant.TemplateVersion}");
        foreach (var finding in shown.Findings)
        {
            terminal.Say($"  {(finding.Severity == PreflightSeverity.Refuse ? "Must not go out" : "To look at")}: {strings.Text("preflight." + finding.Code, ("detail", finding.Detail))}");
        }
    }

    private async Task WriteAsync(DirectoryInfo folder, DigestVariant variant, CancellationToken cancellationToken)
    {
        folder.Create();
        foreach (var (ending, content) in new[] { ("html", variant.Html), ("txt", variant.Text) })
        {
            var path = Path.Combine(folder.FullName, $"{variant.Id}.{variant.Language}.{ending}");
            await File.WriteAllTextAsync(path, content, cancellationToken);
            terminal.Say(path);
        }
    }

    private async Task<int> TestAsync(IServiceProvider services, string address, string? issue, CancellationToken cancellationToken)
    {
        DigestId id = default;
        if (issue is not null && !DigestId.TryParse(issue, out id))
        {
            return NoIssue(issue);
        }

        switch (await services.GetRequiredService<TestDigest>().RunAsync(address, issue is null ? null : id, cancellationToken))
        {
            case TestDigestOutcome.Tried { Answer: SendOutcome.Submitted } tried:
                terminal.Say($"Sent: {tried.Subject}");
                return ExitCodes.Done;
            case TestDigestOutcome.Tried tried:
                terminal.Warn($"Not sent: {tried.Answer}");
                return ExitCodes.Undone;
            case TestDigestOutcome.NothingNew:
                terminal.Warn("Nothing is new since the last digest, so there is none to try; --issue tries an earlier one.");
                return ExitCodes.Undone;
            case TestDigestOutcome.Suppressed:
                terminal.Warn("This address is on the suppression list: nothing is sent to it.");
                return ExitCodes.Undone;
            default:
                return NoIssue(issue!);
        }
    }

    private int Tell(IssueDecision decision)
    {
        switch (decision)
        {
            case IssueDecision.Done { Issue.State: IssueState.Open } done:
                terminal.Say($"{done.Issue.Id} goes out; {Number(done.Queued)} {(done.Queued == 1 ? "mail is" : "mails are")} on the way. A running host sends them.");
                return ExitCodes.Done;
            case IssueDecision.Done done:
                terminal.Say($"{done.Issue.Id}  {IssueWords.StateOf(done.Issue)}");
                return ExitCodes.Done;
            case IssueDecision.Expired expired:
                terminal.Warn($"The life of {expired.Issue.Id} ended at {Moment(expired.Issue.ExpiresAt)} UTC: it is no longer sent.");
                return ExitCodes.Undone;
            case IssueDecision.Refused refused:
                terminal.Warn($"{refused.Issue.Id} must not go out ({IssueWords.RefusalsOf(refused.Issue)}); digest show tells more, --anyway sends it all the same.");
                return ExitCodes.Undone;
            case IssueDecision.Unfit unfit:
                terminal.Warn($"{unfit.Issue.Id} is {IssueWords.StateOf(unfit.Issue)}; nothing was changed.");
                return ExitCodes.Undone;
            default:
                return NoIssue("of this id");
        }
    }

    private int NoIssue(string issue)
    {
        terminal.Warn($"There is no issue {issue}; digest list tells those that there are.");
        return ExitCodes.Undone;
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
