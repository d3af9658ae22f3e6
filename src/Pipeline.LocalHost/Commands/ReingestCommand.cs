using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>Reads articles again after a change of rules.</summary>
internal sealed class ReingestCommand(HostOptions options, Terminal terminal)
{
    private const int Step = 100;

    /// <summary>Reads the articles of these names or ids.</summary>
    public Task<int> SomeAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => StorageCommand.RunAsync(
        options,
        terminal,
        async (services, _) =>
        {
            var read = 0;
            foreach (var name in names)
            {
                read += await ReadAsync(services, name, cancellationToken) ? 1 : 0;
            }

            return read == names.Count ? ExitCodes.Done : ExitCodes.Undone;
        },
        cancellationToken);

    /// <summary>Reads those that other rules have read, or where <paramref name="withCurrent"/> every one.</summary>
    public Task<int> AllAsync(bool withCurrent, CancellationToken cancellationToken) => StorageCommand.RunAsync(
        options,
        terminal,
        async (services, _) =>
        {
            var reingest = services.GetRequiredService<ReingestArticles>();
            var count = await reingest.CountAsync(withCurrent, cancellationToken);
            var tally = await reingest.RunAsync(withCurrent, now => Show(now, count), cancellationToken);
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture, $"{tally.Read} articles were read again, {tally.Refused} of them are refused now; {tally.Gone} had no file any more."));
            return ExitCodes.Done;
        },
        cancellationToken);

    private void Show(Reingestion now, int count)
    {
        if ((now.Read + now.Gone) % Step == 0)
        {
            terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{now.Read + now.Gone} of {count} ..."));
        }
    }

    private async Task<bool> ReadAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        var began = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var articles = services.GetRequiredService<IArticleStore>();
        var known = await articles.FindAsync(ArticleId.FromBlobName(name), cancellationToken)
            ?? (ArticleId.TryParse(name) is { } id ? await articles.FindAsync(id, cancellationToken) : null);
        if (known is null || await services.GetRequiredService<RetryArticle>().RunAsync(known.Value.Id, cancellationToken) is null)
        {
            terminal.Warn($"No article is called '{name}', by name or id, or its file is gone.");
            return false;
        }

        await ActivatorUtilities.CreateInstance<ArticleReport>(services).ShowAsync(known.Value.FileName, began, cancellationToken);
        return true;
    }
}
