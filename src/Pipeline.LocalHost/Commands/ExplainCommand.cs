using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.Extraction.Explanation;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows for one article why each date and event was made or dropped, in the terminal or as a page.</summary>
internal sealed class ExplainCommand(FileInfo file, FileInfo? page, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            terminal.Warn($"There is no file {file.FullName}.");
            return ExitCodes.Undone;
        }

        if (page is not null && string.Equals(page.FullName, file.FullName, StringComparison.OrdinalIgnoreCase))
        {
            terminal.Warn("--html would overwrite the article: name another file.");
            return ExitCodes.Undone;
        }

        var (outcome, explanation) = await ExplainAsync(cancellationToken);
        switch (outcome)
        {
            case ExtractOutcome.Extracted extracted when explanation is not null:
                await ShowAsync(extracted.Article, explanation, cancellationToken);
                return ExitCodes.Done;
            case ExtractOutcome.Refused(var reason):
                var strings = Strings.For(ArticleReport.Language);
                terminal.Warn($"{file.Name}: refused. {reason.Reason(strings)} {reason.Remedy(strings)}");
                return ExitCodes.Undone;
            case ExtractOutcome.Package(var entries, _):
                terminal.Warn($"{file.Name} holds {entries.Count} files, and one article is explained at a time: unpack it and name one of them.");
                return ExitCodes.Undone;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }

    /// <summary>Reads the file by the very use case of <c>extract</c>, with an extraction that says why.</summary>
    private async Task<(ExtractOutcome Outcome, ArticleExplanation? Explanation)> ExplainAsync(CancellationToken cancellationToken)
    {
        ArticleExplanation? explanation = null;
        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddPipeline(LocalSettings.Read(root: null).Given)
            .AddSingleton<ExtractEvents>((pack, text, published) =>
            {
                explanation = new ArticleExtractor(pack).Explain(text, published);
                return new ExtractionResult([.. explanation.Timexes.Select(row => row.Timex)], [.. explanation.Events.Select(row => row.Event)], explanation.Warnings);
            })
            .BuildServiceProvider();
        await using var content = file.OpenRead();
        var dropped = new DroppedFile
        {
            Name = file.Name,
            Content = content,
            LastModified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero),
        };
        var extract = services.GetRequiredService<ExtractArticle>();
        var outcome = await extract.RunAsync(dropped, cancellationToken);

        // An archive of one article is that article.
        return (outcome is ExtractOutcome.Package { Entries: [var only] } ? extract.Run(only, cancellationToken) : outcome, explanation);
    }

    private async Task ShowAsync(Article article, ArticleExplanation explanation, CancellationToken cancellationToken)
    {
        if (page is null)
        {
            new ExplainReport(article, explanation, terminal).Show();
            return;
        }

        await File.WriteAllTextAsync(page.FullName, new ExplainPage(article, explanation).Write(), cancellationToken);
        terminal.Note($"Wrote {page.FullName}.");
    }
}
