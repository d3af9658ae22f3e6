using System.Globalization;
using Pipeline.Digest;
using Pipeline.LocalHost.Commands;

namespace Pipeline.LocalHost.Replay;

/// <summary>Replays a folder and shows its digests and its stories.</summary>
internal sealed class ReplayCommand(ReplayRequest request, bool isJson, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var run = await ReplayRun.OpenAsync(request, cancellationToken);
        var result = await run.RunAsync(cancellationToken);
        if (isJson)
        {
            foreach (var digest in result.Digests)
            {
                terminal.Say(JsonLines.Write(LineOf(digest)));
            }

            terminal.Say(JsonLines.Write(new ReplayedEvents([.. result.Stories.SelectMany(story => story.Events.Select(told => ReplayedEvent.Of(story.Story, told.Event, told.Mentions, result.Names)))])));
            return ExitCodes.Done;
        }

        foreach (var digest in result.Digests)
        {
            terminal.Say($"{Environment.NewLine}=== {Text(digest.After)} ===");
            terminal.Say(digest.Issue is { } issue ? $"{issue.Subject}{Environment.NewLine}{Environment.NewLine}{issue.Text}" : "Nothing new: no mail.");
        }

        foreach (var (story, events) in result.Stories)
        {
            terminal.Say($"{Environment.NewLine}# {story.Title} [{string.Join(", ", story.Names)}]");
            foreach (var (told, mentions) in events)
            {
                var count = mentions.Select(mention => mention.Article).Distinct().Count();
                terminal.Say($"{told.Date,-21} {ReplayedEvent.NameOf(told.Status),-9} {told.Headline}{(count > 1 ? $" ({count})" : "")}");
            }
        }

        return ExitCodes.Done;
    }

    private static ReplayedDigest LineOf(ReplayDigest digest)
    {
        var news = digest.Model?.News ?? [];
        return new(
            Text(digest.After),
            Entries(news.Where(item => item.IsNew)),
            Entries(news.Where(item => item.IsUpdated)),
            Entries(news.Where(item => item.IsContradicted)),
            Entries(digest.Model?.Confirmed ?? []));
    }

    private static IReadOnlyList<ReplayedEntry> Entries(IEnumerable<DigestItem> items) => [.. items.Select(item => new ReplayedEntry(item.Event.Id.Value))];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
