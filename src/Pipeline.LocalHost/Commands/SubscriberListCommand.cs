using Microsoft.Extensions.DependencyInjection;
using Pipeline.LocalHost.Reports;
using Pipeline.Subscribers;

namespace Pipeline.LocalHost.Commands;

/// <summary>Takes in lists of readers and of addresses not to write to, and gives out the latter.</summary>
internal sealed class SubscriberListCommand(HostOptions options, Terminal terminal)
{
    public Task<int> ImportAsync(FileInfo file, CancellationToken cancellationToken) => WithFileAsync(file, async (services, text) =>
    {
        var outcome = await services.GetRequiredService<ImportReaders>().RunAsync(text, Refuse, cancellationToken);
        terminal.Say(
            $"{outcome.Added} readers added; {outcome.Known} left as they are ({outcome.Left} of them had unsubscribed); "
            + $"{outcome.Suppressed} on the suppression list; {outcome.Refused} lines refused.");
        return outcome.Refused == 0 ? ExitCodes.Done : ExitCodes.Undone;
    }, cancellationToken);

    public Task<int> SuppressAsync(FileInfo file, CancellationToken cancellationToken) => WithFileAsync(file, async (services, text) =>
    {
        var refused = 0;
        var taken = await services.GetRequiredService<ImportSuppressions>().RunAsync(
            text,
            line =>
            {
                refused++;
                Refuse(line);
            },
            cancellationToken);
        terminal.Say($"{taken} addresses stand on the suppression list; {refused} lines refused.");
        return refused == 0 ? ExitCodes.Done : ExitCodes.Undone;
    }, cancellationToken);

    public Task<int> ListSuppressionsAsync(CancellationToken cancellationToken) => StorageCommand.RunAsync(options, terminal, async (services, _) =>
    {
        await foreach (var line in services.GetRequiredService<ImportSuppressions>().ExportAsync(cancellationToken))
        {
            terminal.Say(line);
        }

        return ExitCodes.Done;
    }, cancellationToken);

    private void Refuse(RefusedRow line) => terminal.Warn($"Line {line.Line}: {line.Error.Sentence(Strings.For(ArticleReport.Language))}");

    private async Task<int> WithFileAsync(FileInfo file, Func<IServiceProvider, TextReader, Task<int>> work, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            terminal.Warn($"There is no file {file.FullName}.");
            return ExitCodes.Undone;
        }

        using var text = file.OpenText();
        return await StorageCommand.RunAsync(options, terminal, async (services, _) =>
        {
            try
            {
                return await work(services, text);
            }
            catch (FormatException failure)
            {
                terminal.Warn(failure.Message);
                return ExitCodes.Undone;
            }
        }, cancellationToken);
    }
}
