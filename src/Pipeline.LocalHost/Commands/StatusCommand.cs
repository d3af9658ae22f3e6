using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Digest.Desk;
using Pipeline.LocalHost.Reports;
using Pipeline.Quarantine;

namespace Pipeline.LocalHost.Commands;

/// <summary>Says what is in the stores.</summary>
internal sealed class StatusCommand(HostOptions options, Terminal terminal)
{
    private const int Issues = 5;

    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, bench) => ShowAsync(services, bench, cancellationToken), cancellationToken);

    private async Task<int> ShowAsync(IServiceProvider services, Workbench bench, CancellationToken cancellationToken)
    {
        terminal.Say(bench.IsWatched ? "A host is running on this data." : "No host is running on this data.");
        await ShowArticlesAsync(services.GetRequiredService<IArticleStore>(), services.GetRequiredService<ReingestArticles>(), cancellationToken);
        await ShowQuarantineAsync(services.GetRequiredService<IQuarantineStore>(), cancellationToken);
        await ShowDigestsAsync(services, cancellationToken);
        return ExitCodes.Done;
    }

    private async Task ShowArticlesAsync(IArticleStore articles, ReingestArticles reingest, CancellationToken cancellationToken)
    {
        var table = terminal.NewTable("article", "state", "published", "language", "events", "warnings");
        var outdated = 0;
        foreach (var head in await articles.ListAsync(cancellationToken).OrderBy(head => head.FileName, StringComparer.Ordinal).ToListAsync(cancellationToken))
        {
            outdated += reingest.IsOutdated(head) ? 1 : 0;
            table.AddCells(
                head.FileName, head.State.ToString(), head.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                head.Language ?? "", head.EventIds.Count.ToString(CultureInfo.InvariantCulture), string.Join(", ", head.Warnings));
        }

        terminal.Show($"Articles: {table.Rows.Count}", table);
        if (outdated > 0)
        {
            terminal.Say($"{outdated} of them were read by other rules; 'reingest --all' reads them again.");
        }
    }

    private async Task ShowQuarantineAsync(IQuarantineStore quarantine, CancellationToken cancellationToken)
    {
        var table = terminal.NewTable("refused file", "reason", "what to do");
        await foreach (var entry in quarantine.ListAsync(cancellationToken))
        {
            table.AddCells(entry.FileName, entry.Reason[ArticleReport.Language], entry.Remedy[ArticleReport.Language]);
        }

        if (table.Rows.Count > 0)
        {
            terminal.Show($"Quarantine: {table.Rows.Count}", table);
        }
    }

    private async Task ShowDigestsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var table = terminal.NewTable("digest", "state", "delivery", "readers", "answer");
        var list = services.GetRequiredService<IOptions<DigestOptions>>().Value.List;
        var inspect = services.GetRequiredService<InspectIssue>();
        await foreach (var issue in services.GetRequiredService<IDigestStore>().ListLatestAsync(list, Issues, cancellationToken))
        {
            var (id, state) = (issue.Id.ToString(), IssueWords.StateOf(issue));
            var counts = await inspect.CountAsync(issue.Id, cancellationToken);
            if (counts.Count == 0)
            {
                table.AddCells(id, state, "", "0", "");
            }

            foreach (var count in counts)
            {
                table.AddCells(id, state, count.State.ToString(), count.Readers.ToString(CultureInfo.InvariantCulture), count.Answer);
            }
        }

        terminal.Show(table.Rows.Count > 0 ? "Latest digests" : "No digest yet", table);
    }
}
