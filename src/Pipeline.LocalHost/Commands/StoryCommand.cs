using Microsoft.Extensions.DependencyInjection;
using Pipeline.Events;
using Pipeline.LocalHost.Replay;
using Pipeline.Stories;

namespace Pipeline.LocalHost.Commands;

/// <summary>Shows stories.</summary>
internal sealed class StoryCommand(HostOptions options, Terminal terminal)
{
    public Task<int> ListAsync(CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ListAsync(services.GetRequiredService<IStoryStore>(), cancellationToken), cancellationToken);

    public Task<int> ShowAsync(StoryId id, CancellationToken cancellationToken) =>
        StorageCommand.RunAsync(options, terminal, (services, _) => ShowAsync(services, id, cancellationToken), cancellationToken);

    private async Task<int> ListAsync(IStoryStore stories, CancellationToken cancellationToken)
    {
        var told = await stories.ListAsync(cancellationToken).Where(story => story.MergedInto is null && story.Articles > 0).ToListAsync(cancellationToken);
        if (told.Count == 0)
        {
            terminal.Note("There is no story yet.");
        }

        foreach (var story in told.OrderByDescending(story => story.Last).ThenBy(story => story.Id.Value, StringComparer.Ordinal))
        {
            terminal.Say($"{story.Id}  {story.Last:yyyy-MM-dd}  {story.Title} ({story.Articles} {(story.Articles == 1 ? "article" : "articles")}; {string.Join(", ", story.Names)})");
        }

        return ExitCodes.Done;
    }

    private async Task<int> ShowAsync(IServiceProvider services, StoryId id, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<StoryFinder>().ResolveAsync(id, cancellationToken) is not { Articles: > 0 } story)
        {
            terminal.Warn($"There is no story {id}; stories list tells those that there are.");
            return ExitCodes.Undone;
        }

        var content = await services.GetRequiredService<IStoryStore>().ReadAsync(story.Id, cancellationToken);
        var events = new List<StoredEvent>();
        foreach (var known in story.Events.Where(known => known.Mentions.Count > 0))
        {
            if (await services.GetRequiredService<IEventStore>().FindAsync(known.Event, cancellationToken) is { } found)
            {
                events.Add(found.Value);
            }
        }

        terminal.Say($"{story.Title} ({string.Join(", ", story.Names)})");
        foreach (var told in events.Order(TimelineOrder.Instance))
        {
            terminal.Say($"{Environment.NewLine}{told.Date}  {ReplayedEvent.NameOf(told.Status)}  {told.Headline}");
            terminal.Say($"  event {told.Id}{(told.IsDismissed ? ", in no digest" : "")}{(told.IsPinned ? ", first in its digest" : "")}");
            foreach (var mention in story.Events.First(known => known.Event == told.Id).Mentions.Select(own => content.Mentions.FirstOrDefault(mention => mention.Id == own)).OfType<EventMention>())
            {
                terminal.Say($"  report {mention.Id}  {content.Articles.FirstOrDefault(article => article.Article == mention.Article)?.SourceName}: {mention.Headline}");
            }
        }

        return ExitCodes.Done;
    }
}
