using System.Globalization;
using Pipeline.Articles;
using Pipeline.Quarantine;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Reports;

/// <summary>Says what became of a dropped file, from what the function has stored.</summary>
internal sealed class ArticleReport(
    IArticleStore articles, IStoryStore stories, IQuarantineStore quarantine, ReceiptPlace receipts, Terminal terminal)
{
    /// <summary>Language of the console's sentences, which are for developers.</summary>
    public const string Language = "en";

    /// <summary>Shows the article dropped as <paramref name="blobName"/>; what was stored before <paramref name="began"/> is nothing new.</summary>
    public async Task ShowAsync(string blobName, DateTimeOffset began, CancellationToken cancellationToken)
    {
        var id = ArticleId.FromBlobName(blobName);
        if ((await articles.FindAsync(id, cancellationToken))?.Value is not { } head)
        {
            // Taken back before it was read.
            return;
        }

        if (head.At < began)
        {
            terminal.Say($"{Environment.NewLine}{head.FileName}: known already; nothing new.");
            return;
        }

        var receipt = $"Receipt: {receipts.Of(head.FileName)}";
        switch (head.State)
        {
            case ArticleState.Quarantined:
                terminal.Say($"{Environment.NewLine}{head.FileName}: refused. {await ReasonAsync(id, cancellationToken)}{Environment.NewLine}{receipt}");
                break;
            case ArticleState.Duplicate:
                terminal.Say($"{Environment.NewLine}{head.FileName}: the content of an article that is there already; nothing new.{Environment.NewLine}{receipt}");
                break;
            case ArticleState.Ingested:
                EventTable.Show(terminal, TitleOf(head), await RowsAsync(head, cancellationToken), receipt);
                break;
            case ArticleState.Archive:
                terminal.Say($"{Environment.NewLine}{head.FileName}: an archive of {head.Parts.Count} files.{Environment.NewLine}{receipt}");
                foreach (var part in head.Parts)
                {
                    await ShowAsync(part, began, cancellationToken);
                }

                break;
            case ArticleState.Removed:
                terminal.Say($"{Environment.NewLine}{head.FileName}: taken back.{Environment.NewLine}{receipt}");
                break;
            case ArticleState.Projecting:
                // Another host has it in hand and reports it.
                break;
            default:
                throw new InvalidOperationException($"Unknown state {head.State}.");
        }
    }

    private static string TitleOf(ArticleHead head)
    {
        var assumed = head.PublishedFrom == MetadataSource.AssumedFromBlob ? ", assumed" : "";
        var published = head.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var odd = head.Warnings.Count > 0 ? $" [{string.Join(", ", head.Warnings)}]" : "";
        return $"{head.FileName}: {head.Title ?? "(no title)"} ({head.Language}, published {published}{assumed}){odd}";
    }

    private async Task<IReadOnlyList<EventRow>> RowsAsync(ArticleHead head, CancellationToken cancellationToken)
    {
        var rows = new List<EventRow>();
        foreach (var id in (await stories.FindPlaceAsync(head.Id, cancellationToken)).Stories)
        {
            var mentions = (await stories.ReadAsync(id, cancellationToken)).Mentions.Where(mention => mention.Article == head.Id);
            rows.AddRange(mentions.Select(mention => new EventRow(mention.Date, mention.Status, mention.Headline, mention.Warnings, mention.Alternatives)));
        }

        return rows;
    }

    private async Task<string> ReasonAsync(ArticleId id, CancellationToken cancellationToken)
    {
        var entry = await quarantine.FindAsync(id, cancellationToken);
        return entry is null ? "The reason is in the container quarantine." : $"{entry.Reason[Language]} {entry.Remedy[Language]}";
    }
}
