using System.Globalization;
using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// What an update makes of a story: which reports are which events, and which of the events known before they are. An event keeps its id with most of its reports;
/// one that lost them all to another leaves an alias, and one that nobody tells any more is withdrawn.
/// </summary>
internal sealed class StoryPlan
{
    private const int MaxNames = 8;
    private const int MaxProfile = 60;
    private const int MaxKeys = 24;
    private const int MaxRecalled = 20;

    // A sentence put right is the same one in most of its words.
    private const double RecalledWords = 0.5;

    private readonly Story? _before;
    private readonly IReadOnlySet<ArticleId> _articles;
    private readonly IReadOnlyList<IReadOnlyList<EventMention>> _clusters;
    private readonly EventId?[] _ids;
    private readonly HashSet<EventId> _taken = [];
    private readonly IReadOnlyList<StoryEvent> _knownEvents;
    private readonly Dictionary<string, EventId> _known;
    private readonly List<StoredEvent> _recalled = [];
    private List<PlannedEvent> _events = [];
    private Story? _after;

    /// <summary>Plans the update of a story to <paramref name="content"/>; events that <paramref name="articles"/> tell are looked at in any case.</summary>
    public StoryPlan(StoryId id, Story? before, StoryContent content, IReadOnlySet<ArticleId> articles, MergingOptions options)
    {
        Id = id;
        Content = content;
        Options = options;
        _before = before;
        _articles = articles;
        ArticlesById = content.Articles.ToDictionary(article => article.Article);
        Groups = GroupsOf(content.Articles);
        _clusters = EventClustering.Run(content with { Mentions = [.. content.Mentions.Where(mention => ArticlesById.ContainsKey(mention.Article))] }, options);
        _knownEvents = before?.Events ?? [];
        _known = EventOfMention(_knownEvents);
        _ids = new EventId?[_clusters.Count];
        KeepIds();
    }

    /// <summary>The story.</summary>
    public StoryId Id { get; }

    /// <summary>What it is made of.</summary>
    public StoryContent Content { get; }

    /// <summary>How it is merged.</summary>
    public MergingOptions Options { get; }

    /// <summary>Its articles.</summary>
    public IReadOnlyDictionary<ArticleId, StoryArticle> ArticlesById { get; }

    /// <summary>Of each article the first one that it is a near copy of; itself where it is none.</summary>
    public IReadOnlyDictionary<ArticleId, ArticleId> Groups { get; }

    /// <summary>Its events; complete after <see cref="Settle"/>.</summary>
    public IReadOnlyList<PlannedEvent> Events => _events;

    /// <summary>The keys under which the story was not found before; complete after <see cref="ToStory"/>.</summary>
    public IReadOnlyList<string> NewKeys { get; private set; } = [];

    /// <summary>Known events that have none of their reports left and may be told in other words now.</summary>
    public IEnumerable<EventId> LostEvents() => _ids.Any(id => id is null)
        ? _knownEvents.Where(known => !_taken.Contains(known.Event)).Select(known => known.Event).TakeLast(MaxRecalled)
        : [];

    /// <summary>Takes <paramref name="lost"/> for one of those whose words have changed.</summary>
    public void Recall(StoredEvent lost) => _recalled.Add(lost);

    /// <summary>Gives an id to every event that had none; returns the numbers of these.</summary>
    public IReadOnlyList<int> Found()
    {
        MatchRecalled();
        var founded = Enumerable.Range(0, _clusters.Count).Where(i => _ids[i] is null).ToList();
        founded.ForEach(i => _ids[i] = NewId(_clusters[i]));
        return founded;
    }

    /// <summary>The id of event <paramref name="number"/>.</summary>
    public EventId IdOf(int number) => _ids[number]!.Value;

    /// <summary>The reports of event <paramref name="number"/>.</summary>
    public IReadOnlyList<EventMention> ReportsOf(int number) => _clusters[number];

    /// <summary>Gives event <paramref name="number"/> another id: its own is that of an event of another story.</summary>
    public void Rename(int number) => _ids[number] = NewId(_clusters[number]);

    /// <summary>Plans what becomes of every event, each of which has an id.</summary>
    public void Settle()
    {
        var events = new List<PlannedEvent>();
        for (var i = 0; i < _clusters.Count; i++)
        {
            var (cluster, id) = (_clusters[i], IdOf(i));
            var origin = OriginOf(cluster);
            events.Add(new PlannedEvent(this, id, cluster) { IsTouched = IsPending(id) || IsTouched(id, cluster), IsPending = IsPending(id), Origin = origin == id ? null : origin });
        }

        foreach (var known in _knownEvents.Where(known => !_taken.Contains(known.Event)))
        {
            var into = known.Mentions.Select(Holder).FirstOrDefault(holder => holder is not null) ?? known.MergedInto;
            events.Add(new PlannedEvent(this, known.Event, []) { IsTouched = IsPending(known.Event) || known.Mentions.Count > 0, IsPending = IsPending(known.Event), MergedInto = into });
        }

        _events = events;
    }

    private EventId? OriginOf(IReadOnlyList<EventMention> cluster)
    {
        foreach (var mention in cluster)
        {
            if (_known.TryGetValue(mention.Id, out var known))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>The story while its events are being stored: with those that are about to go, so that nobody forgets them.</summary>
    public Story ToPendingStory()
    {
        var story = ToStory();
        var going = _events.Where(planned => planned.MergedInto is not null).Select(planned => new StoryEvent(planned.Id, [], MergedInto: planned.MergedInto));
        var moved = _knownEvents.Where(known => known.IsMoved).Select(known => known.Event).ToHashSet();
        return story with
        {
            Revision = (_before?.Revision ?? 0) + 1,
            Events = [.. story.Events.Select(known => known with { IsMoved = moved.Contains(known.Event) }), .. going],
            Pending = [.. _events.Where(planned => planned.IsTouched).Select(planned => planned.Id)],
        };
    }

    /// <summary>The story as it shall be.</summary>
    public Story ToStory() => _after ??= Sum();

    private Story Sum()
    {
        var profile = StoryTerm.Sum(Content.Articles.Select(article => article.Profile), MaxProfile);
        var events = _events.Where(planned => planned.MergedInto is null)
            .Select(planned => new StoryEvent(planned.Id, [.. planned.Mentions.Select(mention => mention.Id)]))
            .OrderBy(known => known.Event.Value, StringComparer.Ordinal).ToList();
        if (Content.Articles.Count == 0)
        {
            return (_before ?? new Story { Id = Id, Title = "", Language = "" }) with { Articles = 0, Events = events, Pending = [] };
        }

        var weights = profile.ToDictionary(entry => entry.Key, entry => entry.Weight, StringComparer.Ordinal);
        var title = Content.Articles.OrderByDescending(article => article.Profile.Sum(entry => entry.Weight * weights.GetValueOrDefault(entry.Key)))
            .ThenBy(article => article.Published).ThenBy(article => article.Article.Value, StringComparer.Ordinal).First();
        var (first, last) = (Content.Articles.Min(article => article.Published), Content.Articles.Max(article => article.Published));
        NewKeys = [.. StoryKey.AllOf(profile.Take(MaxKeys), last).Except(_before?.Keys ?? [], StringComparer.Ordinal)];
        return new Story
        {
            Id = Id,
            Title = title.Title,
            Language = title.Language,
            Revision = _before?.Revision ?? 0,
            Names = [.. profile.Where(entry => entry.Name is not null).Take(MaxNames).Select(entry => entry.Name!)],
            Profile = profile,
            Articles = Content.Articles.Count,
            Founded = _before?.Founded ?? first,
            First = first,
            Last = last,
            Events = events,
            Keys = [.. _before?.Keys ?? [], .. NewKeys],
        };
    }

    private static Dictionary<string, EventId> EventOfMention(IReadOnlyList<StoryEvent> events)
    {
        var known = new Dictionary<string, EventId>(StringComparer.Ordinal);
        foreach (var own in events)
        {
            foreach (var mention in own.Mentions)
            {
                known.TryAdd(mention, own.Event);
            }
        }

        return known;
    }

    private static Dictionary<ArticleId, ArticleId> GroupsOf(IReadOnlyList<StoryArticle> articles)
    {
        var groups = new Dictionary<ArticleId, ArticleId>();
        var originals = new List<StoryArticle>();
        foreach (var article in articles.OrderBy(article => article.Published).ThenBy(article => article.Article.Value, StringComparer.Ordinal))
        {
            var original = originals.Find(other => NearCopies.AreCopies(other.Signature, article.Signature));
            groups[article.Article] = (original ?? article).Article;
            if (original is null)
            {
                originals.Add(article);
            }
        }

        return groups;
    }

    // Those with most of their reports in a cluster first.
    private void KeepIds()
    {
        var votes = new List<(int Cluster, EventId Id, int Count)>();
        for (var i = 0; i < _clusters.Count; i++)
        {
            AddVotes(votes, i);
        }

        foreach (var (cluster, id, _) in votes.OrderByDescending(vote => vote.Count).ThenBy(vote => vote.Id.Value, StringComparer.Ordinal).ThenBy(vote => _clusters[vote.Cluster][0].Id, StringComparer.Ordinal))
        {
            if (_ids[cluster] is null && _taken.Add(id))
            {
                _ids[cluster] = id;
            }
        }
    }

    private void AddVotes(List<(int Cluster, EventId Id, int Count)> votes, int cluster)
    {
        var first = votes.Count;
        foreach (var mention in _clusters[cluster])
        {
            if (!_known.TryGetValue(mention.Id, out var id))
            {
                continue;
            }

            var at = votes.FindIndex(first, vote => vote.Id == id);
            if (at < 0)
            {
                votes.Add((cluster, id, 1));
            }
            else
            {
                votes[at] = votes[at] with { Count = votes[at].Count + 1 };
            }
        }
    }

    private void MatchRecalled()
    {
        var weights = new MentionWeights([]);
        var pairs = new List<(int Cluster, StoredEvent Lost, double Score)>();
        for (var i = 0; i < _clusters.Count; i++)
        {
            if (_ids[i] is not null)
            {
                continue;
            }

            foreach (var lost in _recalled)
            {
                var score = _clusters[i].Max(mention => Score(mention, lost, weights));
                if (score >= RecalledWords)
                {
                    pairs.Add((i, lost, score));
                }
            }
        }

        foreach (var (cluster, lost, _) in pairs.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Lost.Id.Value, StringComparer.Ordinal))
        {
            if (_ids[cluster] is null && _taken.Add(lost.Id))
            {
                _ids[cluster] = lost.Id;
            }
        }
    }

    private static double Score(EventMention mention, StoredEvent lost, MentionWeights weights)
    {
        var isDate = mention.Date == lost.Date || mention.PreviousDate == lost.Date || mention.Date.Contains(lost.Date) || lost.Date.Contains(mention.Date);
        return isDate ? MentionSimilarity.Of(new(mention, weights), new(mention with { Terms = lost.Terms, Names = lost.Names, Language = lost.Language }, weights)) : 0;
    }

    private EventId NewId(IReadOnlyList<EventMention> cluster)
    {
        var founder = cluster[0].Id;
        var id = new EventId(Identifier.Of("event", founder));

        // Another event may have kept the name of one that its report founded.
        for (var taken = 1; !_taken.Add(id); taken++)
        {
            id = new EventId(Identifier.Of("event", founder, taken.ToString(CultureInfo.InvariantCulture)));
        }

        return id;
    }

    private EventId? Holder(string mention)
    {
        for (var i = 0; i < _clusters.Count; i++)
        {
            if (_clusters[i].Any(candidate => candidate.Id == mention))
            {
                return _ids[i];
            }
        }

        return null;
    }

    private bool IsPending(EventId id) => _before?.Pending.Contains(id) == true;

    private bool IsTouched(EventId id, IReadOnlyList<EventMention> cluster)
    {
        var before = _before?.Events.FirstOrDefault(known => known.Event == id);
        return before is null or { IsMoved: true }
            || !before.Mentions.SequenceEqual(cluster.Select(mention => mention.Id), StringComparer.Ordinal)
            || cluster.Any(mention => _articles.Contains(mention.Article) || Content.Rulings.Any(ruling => ruling.Mention == mention.Id));
    }
}
