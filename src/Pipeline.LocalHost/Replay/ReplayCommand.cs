using System.Globalization;
using Pipeline.Digest;
using Pipeline.Events;
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
                terminal.Say(JsonLines.Write(LineOf(digest, result.Heirs)));
            }

            terminal.Say(JsonLines.Write(new ReplayedEvents([.. result.Stories.SelectMany(story => story.Events.Select(told => ReplayedEvent.Of(story.Story, told.Event, told.Mentions, result.Names)))])));
            return ExitCodes.Done;
        }

        foreach (var digest in result.Digests)
        {
            terminal.Say($"{Environment.NewLine}=== {Text(digest.After)} ===");
            terminal.Say(digest.Variant is { } mail ? $"{mail.Subject}{Environment.NewLine}{Environment.NewLine}{mail.Text}" : "Nothing new: no mail.");
            SayRanking(digest);
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

    private void SayRanking(ReplayDigest digest)
    {
        if (digest is not { Variant: { } variant, Model: { } model })
        {
            return;
        }

        terminal.Say($"{Environment.NewLine}Weights: (sources + mentions + position + certainty + followed) x freshness");
        foreach (var (id, weight) in variant.Ranking)
        {
            var parts = string.Create(
                CultureInfo.InvariantCulture,
                $"{weight.Sum:F3} = ({weight.Sources:F3} + {weight.Mentions:F3} + {weight.Position:F3} + {weight.Certainty:F3} + {weight.Followed:F3}) x {weight.Freshness:F3}");
            terminal.Say($"{parts}  {model.News.First(item => item.Event.Id == id).Event.Headline}");
        }
    }

    private static ReplayedDigest LineOf(ReplayDigest digest, IReadOnlyDictionary<EventId, EventId> heirs)
    {
        var news = digest.Model?.News ?? [];
        return new(
            Text(digest.After),
            Entries(news.Where(item => item.IsNew), heirs),
            Entries(news.Where(item => item.IsUpdated), heirs),
            Entries(news.Where(item => item.IsContradicted), heirs),
            Entries(digest.Model?.Confirmed ?? [], heirs),
            Entries(news.Where(item => item.IsRecounted), heirs),
            digest.Variant?.Ranking ?? []);
    }

    private static IReadOnlyList<ReplayedEntry> Entries(IEnumerable<DigestItem> items, IReadOnlyDictionary<EventId, EventId> heirs) =>
        [.. items.Select(item => new ReplayedEntry(heirs[item.Event.Id].Value))];

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
