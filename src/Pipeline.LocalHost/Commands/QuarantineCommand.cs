using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;
using Pipeline.LocalHost.Reports;
using Pipeline.Quarantine;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows the refused files, and does with them what an editor decides.</summary>
internal sealed class QuarantineCommand(HostOptions options, Terminal terminal)
{
    public Task<int> ListAsync(bool asJson, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ListAsync(services, asJson, cancellationToken), cancellationToken);

    /// <summary>Shows the entry of the file called <paramref name="name"/>, or of that id.</summary>
    public Task<int> ShowAsync(string name, CancellationToken cancellationToken) =>
        WithEntryAsync(name, (_, entry) => Task.FromResult(Show(entry)), cancellationToken);

    /// <summary>Reads one refused file again, or where <paramref name="name"/> is null all of them.</summary>
    public Task<int> RetryAsync(string? name, CancellationToken cancellationToken) => name is null
        ? StorageCommand.RunAsync(options, terminal, (services, _) => RetryAllAsync(services, cancellationToken), cancellationToken)
        : WithEntryAsync(name, async (services, entry) => await RetryAsync(services, entry, cancellationToken) ? ExitCodes.Done : ExitCodes.Undone, cancellationToken);

    /// <summary>Forgets an entry; the file itself goes only where <paramref name="withOriginal"/>.</summary>
    public Task<int> DiscardAsync(string name, bool withOriginal, CancellationToken cancellationToken) =>
        WithEntryAsync(name, (services, entry) => DiscardAsync(services, entry, withOriginal, cancellationToken), cancellationToken);

    private async Task<int> ListAsync(IServiceProvider services, bool asJson, CancellationToken cancellationToken)
    {
        var table = terminal.NewTable("refused file", "code", "reason", "what to do", "when (UTC)", "id");
        await foreach (var entry in services.GetRequiredService<IQuarantineStore>().ListAsync(cancellationToken))
        {
            if (asJson)
            {
                terminal.Say(JsonLines.Write(entry));
            }

            table.AddCells(
                entry.FileName, entry.Code, entry.Reason[ArticleReport.Language], entry.Remedy[ArticleReport.Language],
                entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), entry.Id.Value);
        }

        if (!asJson)
        {
            terminal.Show(table.Rows.Count == 0 ? "Nothing is refused." : $"Quarantine: {table.Rows.Count}", table);
        }

        return ExitCodes.Done;
    }

    private int Show(QuarantineEntry entry)
    {
        terminal.Say($"{entry.FileName} ({entry.Code})");
        foreach (var (language, reason) in entry.Reason.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            terminal.Say($"  {language}: {reason} {entry.Remedy[language]}");
        }

        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"  refused {entry.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC at try {entry.Attempts}"));
        terminal.Say($"  copy quarantine/{entry.Id}.bin, hash {entry.FileHash}" + (entry.Archive is { } archive ? $", in the archive {archive}" : ""));
        return ExitCodes.Done;
    }

    private async Task<int> RetryAllAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var entries = await services.GetRequiredService<IQuarantineStore>().ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var taken = 0;
        foreach (var entry in entries)
        {
            taken += await RetryAsync(services, entry, cancellationToken) ? 1 : 0;
        }

        terminal.Say($"{taken} of {entries.Count} refused files were taken in.");
        return taken == entries.Count ? ExitCodes.Done : ExitCodes.Undone;
    }

    // Whether the entry is gone afterwards. A file of an archive is read with its archive.
    private async Task<bool> RetryAsync(IServiceProvider services, QuarantineEntry entry, CancellationToken cancellationToken)
    {
        var began = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await services.GetRequiredService<RetryArticle>().RunAsync(entry.Id, cancellationToken) is null)
        {
            terminal.Warn($"{entry.FileName} is no longer in the container articles; its copy is quarantine/{entry.Id}.bin.");
            return false;
        }

        await ActivatorUtilities.CreateInstance<ArticleReport>(services).ShowAsync(entry.FileName, began, cancellationToken);
        return await services.GetRequiredService<IQuarantineStore>().FindAsync(entry.Id, cancellationToken) is null;
    }

    private async Task<int> DiscardAsync(IServiceProvider services, QuarantineEntry entry, bool withOriginal, CancellationToken cancellationToken)
    {
        if (withOriginal && entry.Archive is { } archive)
        {
            terminal.Warn($"{entry.FileName} is part of the archive {archive}: remove that, or discard the entry alone.");
            return ExitCodes.Undone;
        }

        if (withOriginal)
        {
            await services.GetRequiredService<RemoveArticle>().RunAsync(entry.FileName, cancellationToken);
        }

        await services.GetRequiredService<IQuarantineStore>().RemoveAsync(entry.Id, cancellationToken);
        terminal.Say(withOriginal ? $"{entry.FileName} is deleted." : $"The entry of {entry.FileName} is gone; the file stays in the container articles.");
        return ExitCodes.Done;
    }

    private Task<int> WithEntryAsync(string name, Func<IServiceProvider, QuarantineEntry, Task<int>> work, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, async (services, _) =>
        {
            var quarantine = services.GetRequiredService<IQuarantineStore>();
            var entry = await quarantine.FindAsync(ArticleId.FromBlobName(name), cancellationToken)
                ?? (ArticleId.TryParse(name) is { } id ? await quarantine.FindAsync(id, cancellationToken) : null);
            if (entry is null)
            {
                terminal.Warn($"No refused file is called '{name}', by name or id.");
                return ExitCodes.Undone;
            }

            return await work(services, entry);
        }, cancellationToken);
}
