using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.LocalHost.Reports;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows what would be found in files, without any storage.</summary>
internal sealed class ExtractCommand(IReadOnlyList<FileSystemInfo> paths, bool isJson, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (paths.FirstOrDefault(path => !path.Exists) is { } missing)
        {
            terminal.Warn($"There is no file or folder {missing.FullName}.");
            return ExitCodes.Undone;
        }

        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddPipeline(LocalSettings.Read(Repository.TryFindRoot()).Given)
            .BuildServiceProvider();
        var extract = services.GetRequiredService<ExtractArticle>();
        foreach (var (name, file) in paths.SelectMany(FilesIn))
        {
            var outcome = await ExtractAsync(extract, name, file, cancellationToken);
            Show(name, outcome);
            foreach (var entry in outcome is ExtractOutcome.Package package ? package.Entries : [])
            {
                Show(entry.Name, extract.Run(entry, cancellationToken));
            }
        }

        return ExitCodes.Done;
    }

    private static IEnumerable<(string Name, FileInfo File)> FilesIn(FileSystemInfo path) => path switch
    {
        DirectoryInfo folder => folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'), file))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal),
        FileInfo file => [(file.Name, file)],
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    private static async Task<ExtractOutcome> ExtractAsync(ExtractArticle extract, string name, FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        var dropped = new DroppedFile
        {
            Name = name,
            Content = content,
            LastModified = new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero),
        };
        return await extract.RunAsync(dropped, cancellationToken);
    }

    private void Show(string name, ExtractOutcome outcome)
    {
        switch (outcome)
        {
            case ExtractOutcome.Extracted extracted when isJson:
                terminal.Say(JsonLines.Write(ExtractedLine.Of(name, extracted)));
                break;
            case ExtractOutcome.Package package when isJson:
                terminal.Say(JsonLines.Write(PackageLine.Of(name, package)));
                break;
            case ExtractOutcome.Refused refused when isJson:
                terminal.Say(JsonLines.Write(RefusedLine.Of(name, refused.Reason)));
                break;
            case ExtractOutcome.Extracted(var article, var found):
                var published = article.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                EventTable.Show(
                    terminal, $"{name}: {article.Title ?? "(no title)"} ({article.Language}, published {published})", found.Events.Select(RowOf));
                break;
            case ExtractOutcome.Refused(var reason):
                var strings = Strings.For(ArticleReport.Language);
                terminal.Say($"{Environment.NewLine}{name}: refused. {reason.Reason(strings)} {reason.Remedy(strings)}");
                break;
            case ExtractOutcome.Package(var entries, var warnings):
                var codes = string.Join(", ", warnings.Select(ArticleWarnings.Code));
                terminal.Say($"{Environment.NewLine}{name}: {entries.Count} {(entries.Count == 1 ? "file" : "files")}{(codes.Length > 0 ? $" ({codes})" : "")}");
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }

    private static EventRow RowOf(DatedEvent found) =>
        new(found.Date, found.Status, found.Headline, [.. found.Warnings.Select(ExtractionWarnings.Code)], found.Alternatives);
}
