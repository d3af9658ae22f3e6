using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters;
using Pipeline.Articles;
using Pipeline.Quarantine;
using Pipeline.Soak.Files;

namespace Pipeline.Soak;

/// <summary>Holds the tables against what was dropped: each file by its name, nothing more and nothing less.</summary>
public sealed record Account
{
    /// <summary>Files dropped, those inside archives included.</summary>
    public required int Dropped { get; init; }

    /// <summary>How many articles are in each state.</summary>
    public required IReadOnlyDictionary<ArticleState, int> Counts { get; init; }

    /// <summary>What is not as it has to be, in words.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>When the last article came to its end.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Whether some file has not come to its end.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>Reads the tables of <paramref name="storage"/>.</summary>
    public static async Task<Account> ReadAsync(string storage, IReadOnlyList<SoakFile> dropped, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage, ["Mail:PickupFolder"] = Path.GetTempPath() };
        await using var services = new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider();
        var articles = services.GetRequiredService<IArticleStore>();
        var heads = await articles.ListAsync(cancellationToken).ToDictionaryAsync(head => head.FileName, StringComparer.Ordinal, cancellationToken: cancellationToken);
        var files = dropped.SelectMany(file => file.Parts.Prepend(file)).ToList();
        var errors = files.SelectMany(file => ErrorsOf(file, heads.GetValueOrDefault(file.Name))).ToList();
        errors.AddRange(heads.Keys.Except(files.Select(file => file.Name), StringComparer.Ordinal).Select(name => $"{name}: nobody dropped it"));
        var group = files.Where(file => file.Group > 0).GroupBy(file => file.Group);
        errors.AddRange(group
            .Where(same => same.Count(file => heads.GetValueOrDefault(file.Name)?.State == ArticleState.Ingested) != 1)
            .Select(same => $"group {same.Key}: not one article"));
        var isUnfinished = errors.Count > 0;
        if (!isUnfinished)
        {
            errors.AddRange(await LeftAsync(services, heads, cancellationToken));
        }

        return new Account
        {
            Dropped = files.Count,
            Counts = heads.Values.CountBy(head => head.State).ToDictionary(),
            Errors = errors,
            LastAt = heads.Values.Select(head => head.At).DefaultIfEmpty().Max(),
            IsUnfinished = isUnfinished,
        };
    }

    private static IEnumerable<string> ErrorsOf(SoakFile file, ArticleHead? head)
    {
        if (head is null)
        {
            return [$"{file.Name}: unknown to the tables"];
        }

        var isRight = file.Fate switch
        {
            Fate.Ingested => head.State == ArticleState.Ingested,
            Fate.Quarantined => head.State == ArticleState.Quarantined && head.Reason is not null,
            Fate.OneOfSame => head.State is ArticleState.Ingested or ArticleState.Duplicate,
            Fate.Archive => head.State == ArticleState.Archive && head.Parts.Count == file.Parts.Count,
            _ => throw new InvalidOperationException($"Unknown fate {file.Fate}."),
        };
        var hasTitle = file.Title is null || head.Title == file.Title;
        return isRight && hasTitle ? [] : [$"{file.Name}: {file.Fate} '{file.Title}' wanted, {head.State} '{head.Title}' {head.Reason?.Code} found"];
    }

    // Work begun and not ended, tries that never came to an end, files given up, and a quarantine that is not that of the heads.
    private static async Task<IReadOnlyList<string>> LeftAsync(
        IServiceProvider services, Dictionary<string, ArticleHead> heads, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var open = await services.GetRequiredService<IArticleStore>().ListOpenAsync(cancellationToken).CountAsync(cancellationToken);
        var tries = await services.GetRequiredService<TableServiceClient>().GetTableClient(StorageLayout.ArticlesTable)
            .QueryAsync<TableEntity>("RowKey ge 'try~' and RowKey lt 'try~~'", select: ["RowKey"], cancellationToken: cancellationToken).CountAsync(cancellationToken);
        var poison = services.GetRequiredService<QueueServiceClient>().GetQueueClient("webjobs-blobtrigger-poison");
        var givenUp = await poison.ExistsAsync(cancellationToken) ? (await poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount : 0;
        var refused = heads.Values.Where(head => head.State == ArticleState.Quarantined).Select(head => head.Id).ToHashSet();
        var rows = await services.GetRequiredService<IQuarantineStore>().ListAsync(cancellationToken).Select(entry => entry.Id).ToListAsync(cancellationToken);
        var blobs = services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(StorageLayout.QuarantineContainer);
        var kept = await blobs.GetBlobsAsync(cancellationToken: cancellationToken).CountAsync(cancellationToken);
        if ((open, tries, givenUp) != (0, 0, 0))
        {
            errors.Add($"{open} outboxes, {tries} tries and {givenUp} files given up are left");
        }

        if (rows.Count != refused.Count || !refused.SetEquals(rows) || kept != 2 * refused.Count)
        {
            errors.Add($"{refused.Count} refused files, {rows.Count} rows and {kept} blobs in the quarantine");
        }

        return errors;
    }
}
