using System.Globalization;
using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>What became known of an event between two states of it. Pure.</summary>
/// <param name="options">When an event is old.</param>
/// <param name="articles">The articles of the story, by which it is told what its readers knew.</param>
/// <param name="at">When the new state is stored.</param>
internal sealed class EventHistory(MergingOptions options, IReadOnlyList<StoryArticle> articles, DateTimeOffset at)
{
    // A span longer than this is as old as its middle.
    private const int LongSpanDays = 10;

    // What stands so near the beginning of an article is what it was written for.
    private const int LeadCharacters = 400;

    // What opens an article although an earlier one could have told it is news for so many days.
    private const int LeadFreshDays = 7;

    // What is denied may have been claimed for weeks.
    private const int DeniedFreshDays = 60;

    // How far back the days since a story's last article are news.
    private const int StoryFreshDays = 60;

    /// <summary>The history of <paramref name="now"/>, whose state before was <paramref name="before"/> (null for one that is founded at <paramref name="since"/>).</summary>
    public IReadOnlyList<EventChange> Of(StoredEvent? before, StoredEvent now, EventSummary summary, DateTimeOffset? since, ToldState told)
    {
        var history = new List<EventChange>(before?.History ?? []);
        if (before is null)
        {
            Add(history, now, FirstKind(summary.Mentions), summary.Mentions[0].Article, since: since);
            if (summary.Mentions[0].PreviousDate is { } given && given != now.Date)
            {
                Add(history, now, EventChangeKind.DateChanged, summary.DateArticle, given.ToString(), now.Date.ToString(), since);
            }
        }
        else
        {
            AddNews(history, before, now, summary, told);
            AddTurns(history, before, now, summary);
        }

        foreach (var (date, article) in summary.Contradictions.Where(other => before?.Contradictions.Contains(other.Date) != true && before?.Date != other.Date))
        {
            Add(history, now, EventChangeKind.Contradicted, article, now.Date.ToString(), date.ToString(), since);
        }

        AddConfirmations(history, before, now, summary.Mentions[0].Article, since);
        return history;
    }

    /// <summary>The history of <paramref name="told"/>, which readers know and nobody tells any more.</summary>
    public static IReadOnlyList<EventChange> OfWithdrawn(StoredEvent told, DateTimeOffset at)
    {
        // Numbered, since it may come back and go again.
        var number = 1 + told.History.Count(change => change.Kind == EventChangeKind.Withdrawn);
        var article = told.Sources is [.., var last] ? last.Article : told.History[^1].Article;
        return
        [
            .. told.History,
            new EventChange { Event = told.Id, Kind = EventChangeKind.Withdrawn, At = at, Article = article, To = number.ToString(CultureInfo.InvariantCulture) },
        ];
    }

    /// <summary>
    /// Whether what <paramref name="mention"/> tells is news in its article: it is recent or to come, or happened since the story's last article. What had happened before
    /// that one and does not open this one is told again or is context, however recent it is.
    /// </summary>
    public bool IsFresh(EventMention mention)
    {
        if (mention.Status == EventStatus.Denied)
        {
            // The news is that it is denied.
            return mention.Date.Last.AddDays(DeniedFreshDays) >= mention.Published;
        }

        var before = articles.Where(article => article.Published < mention.Published).Select(article => (DateOnly?)article.Published).Max();
        var freshDays = options.FreshDays;
        if (before is { } told && mention.Status == EventStatus.Happened && mention.Date.Last < told)
        {
            if (mention.Span.Start > LeadCharacters)
            {
                return false;
            }

            freshDays = Math.Min(freshDays, LeadFreshDays);
        }

        var span = mention.Date.Last.DayNumber - mention.Date.First.DayNumber;
        var day = span <= LongSpanDays || mention.Date.Last > mention.Published ? mention.Date.Last : mention.Date.First.AddDays(span / 2);
        return day.AddDays(freshDays) > mention.Published
            || (before is { } last && mention.Date.First > last && day.AddDays(StoryFreshDays) >= mention.Published);
    }

    private EventChangeKind FirstKind(IReadOnlyList<EventMention> mentions) => mentions.Any(IsFresh) ? EventChangeKind.New : EventChangeKind.Background;

    private void AddNews(List<EventChange> history, StoredEvent before, StoredEvent now, EventSummary summary, ToldState told)
    {
        var fresh = summary.Mentions.FirstOrDefault(IsFresh);
        var news = history.Where(change => change.Kind == EventChangeKind.New).ToList();
        if (before.WithdrawnAt is not null && !told.HasAny)
        {
            // Nobody has read of it: it is news as of now.
            history.RemoveAll(change => change.Kind is EventChangeKind.New or EventChangeKind.Background);
            history.Add(Change(now, fresh is null ? EventChangeKind.Background : EventChangeKind.New, (fresh ?? summary.Mentions[0]).Article));
        }
        else if (before.WithdrawnAt is not null)
        {
            AddReturn(history, now, summary, told);
        }
        else if (fresh is not null && news.Count == 0 && before.Date == now.Date && before.Status == now.Status
            && !history.Exists(change => change.Kind is EventChangeKind.DateChanged or EventChangeKind.StatusChanged))
        {
            // Known as an old fact only that nobody has corrected, and now told by an article of its own days.
            Add(history, now, EventChangeKind.New, fresh.Article);
        }
        else if (fresh is not null && !told.HasAny && !news.Exists(change => now.Sources.Any(source => source.Article == change.Article)))
        {
            // The article that made it news is withdrawn before a digest told it: it is the news of those who tell it still.
            Add(history, now, EventChangeKind.New, fresh.Article);
        }
    }

    // Readers who were told that it is withdrawn are told that it is not; of others the withdrawal is kept.
    private void AddReturn(List<EventChange> history, StoredEvent now, EventSummary summary, ToldState told)
    {
        if (told.HasWithdrawal)
        {
            Add(history, now, EventChangeKind.StatusChanged, summary.Mentions[^1].Article, nameof(EventChangeKind.Withdrawn), now.Status.ToString());
        }
        else if (history.FindLastIndex(change => change.Kind == EventChangeKind.Withdrawn) is var last && last >= 0)
        {
            history.RemoveAt(last);
        }
    }

    private void AddTurns(List<EventChange> history, StoredEvent before, StoredEvent now, EventSummary summary)
    {
        // A day in the month that was known is no change; and what the last article to tell it takes back goes without a word.
        if (before.Date != now.Date && !before.Date.Contains(now.Date) && !now.Date.Contains(before.Date))
        {
            Add(history, now, EventChangeKind.DateChanged, summary.DateArticle, before.Date.ToString(), now.Date.ToString());
        }

        if (before.Status != now.Status)
        {
            Add(history, now, EventChangeKind.StatusChanged, summary.StatusArticle, before.Status.ToString(), now.Status.ToString());
        }

        foreach (var (noun, figure) in summary.Figures)
        {
            if (before.Figures.TryGetValue(noun, out var old) && !Figures.IsSameNumber(old, figure.Written)
                && !history.Exists(change => change.Kind == EventChangeKind.FigureChanged && change.From == figure.Written && change.To == old))
            {
                Add(history, now, EventChangeKind.FigureChanged, figure.Mention.Article, old, figure.Written);
            }
        }
    }

    private void AddConfirmations(List<EventChange> history, StoredEvent? before, StoredEvent now, ArticleId founder, DateTimeOffset? since)
    {
        foreach (var group in now.Sources.GroupBy(source => source.Group))
        {
            // One that comes back after a withdrawal has told it already.
            var isKnown = before?.Sources.Any(source => source.Group == group.Key) == true || group.Any(source => source.Article == founder && before is null)
                || (before?.WithdrawnAt is not null && history.Exists(change => group.Any(source => source.Article == change.Article)));
            if (!isKnown && !history.Exists(change => change.At == at && change.Kind == EventChangeKind.New && group.Any(source => source.Article == change.Article)))
            {
                Add(history, now, EventChangeKind.Confirmed, group.First().Article, since: since);
            }
        }
    }

    private void Add(List<EventChange> history, StoredEvent now, EventChangeKind kind, ArticleId article, string? from = null, string? to = null, DateTimeOffset? since = null)
    {
        var change = Change(now, kind, article, from, to) with { At = since ?? at };
        if (!history.Exists(old => old.IsSameAs(change)))
        {
            history.Add(change);
        }
    }

    private EventChange Change(StoredEvent now, EventChangeKind kind, ArticleId article, string? from = null, string? to = null) =>
        new() { Event = now.Id, Kind = kind, At = at, Article = article, From = from, To = to };
}
