using System.Collections.ObjectModel;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>
/// An event as the sum of its reports, in the order of their publication: what holds is what was said last, a date given up is gone, and of two dates that
/// contradict each other the one told first stands until more independent sources give the other. A pure function of the reports.
/// </summary>
internal sealed class EventSummary
{
    private readonly List<EventMention> _mentions;
    private readonly List<(DateSpan Date, ArticleId Article)> _contradictions = [];
    private readonly HashSet<DateSpan> _former = [];
    private readonly Dictionary<string, (string Written, EventMention Mention)> _figures = new(StringComparer.Ordinal);
    private DateOnly _statusDay;

    private EventSummary(IEnumerable<EventMention> mentions)
    {
        _mentions = [.. mentions];
        _mentions.Sort(ByPublication);
        var first = _mentions[0];
        (Date, DateArticle) = (first.Date, first.Article);
        (Status, StatusArticle, _statusDay) = (first.Status, first.Article, first.Published);
        if (first.PreviousDate is { } previous)
        {
            _former.Add(previous);
        }

        foreach (var mention in _mentions.Skip(1))
        {
            Read(mention);
        }

        foreach (var mention in _mentions)
        {
            Count(mention);
        }
    }

    /// <summary>The date that holds.</summary>
    public DateSpan Date { get; private set; }

    /// <summary>The article that gave <see cref="Date"/>.</summary>
    public ArticleId DateArticle { get; private set; }

    /// <summary>The status that holds.</summary>
    public EventStatus Status { get; private set; }

    /// <summary>The article that gave <see cref="Status"/>.</summary>
    public ArticleId StatusArticle { get; private set; }

    /// <summary>The dates that do not agree with <see cref="Date"/>, each with the first article that gives it.</summary>
    public IReadOnlyList<(DateSpan Date, ArticleId Article)> Contradictions => _contradictions;

    /// <summary>What it counts, by language and noun, as written last, and by whom.</summary>
    public IReadOnlyDictionary<string, (string Written, EventMention Mention)> Figures => _figures;

    /// <summary>The reports, earliest publication first.</summary>
    public IReadOnlyList<EventMention> Mentions => _mentions;

    /// <summary>Sums up <paramref name="mentions"/>, at least one.</summary>
    public static EventSummary Of(IEnumerable<EventMention> mentions) => new(mentions);

    /// <summary>The event without its history. <paramref name="groups"/> tells of each article which one it is a near copy of.</summary>
    public StoredEvent ToEvent(EventId id, StoryId story, IReadOnlyDictionary<ArticleId, StoryArticle> articles, IReadOnlyDictionary<ArticleId, ArticleId> groups, IReadOnlyList<Ruling> rulings)
    {
        var told = Representative(_mentions);
        var sources = _mentions.GroupBy(mention => mention.Article).Select(own => SourceOf(own.Key, own.Min(mention => mention.Span.Start), articles, groups)).OfType<EventSource>().ToList();
        return new()
        {
            Id = id,
            Story = story,
            Date = Date,
            Status = Status,
            Headline = told.Headline,
            Evidence = told.Evidence,
            DateText = told.DateText,
            Language = told.Language,
            Headlines = HeadlinesBeside(told.Language),
            Entities = [.. _mentions.SelectMany(mention => mention.Entities).Distinct(StringComparer.Ordinal)],
            Terms = told.Terms,
            Names = told.Names,
            Alternatives = told.Alternatives,
            Contradictions = [.. _contradictions.Select(other => other.Date)],
            Figures = FiguresInOrder(),
            Sources = sources,
            Confidence = ConfidenceOf(sources),
            Warnings = [.. _mentions.SelectMany(mention => mention.Warnings).Distinct(StringComparer.Ordinal)],
            IsDismissed = Has(rulings, RulingKind.Dismiss),
            IsPinned = Has(rulings, RulingKind.Pin),
        };
    }

    private static int ByPublication(EventMention one, EventMention other)
    {
        var order = one.Published.CompareTo(other.Published);
        order = order != 0 ? order : (one.PreviousDate is not null).CompareTo(other.PreviousDate is not null);
        order = order != 0 ? order : Strength(one.Status).CompareTo(Strength(other.Status));
        order = order != 0 ? order : string.CompareOrdinal(one.Article.Value, other.Article.Value);
        order = order != 0 ? order : one.Span.Start.CompareTo(other.Span.Start);
        return order != 0 ? order : string.CompareOrdinal(one.Id, other.Id);
    }

    // Of what is told on one day, when nobody knows which was told first: a plan gives way to what became of it.
    private static int Strength(EventStatus status) => status switch
    {
        EventStatus.Planned => 0,
        EventStatus.Happened => 1,
        EventStatus.Cancelled => 2,
        EventStatus.Denied => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static EventSource? SourceOf(ArticleId id, int position, IReadOnlyDictionary<ArticleId, StoryArticle> articles, IReadOnlyDictionary<ArticleId, ArticleId> groups) =>
        articles.TryGetValue(id, out var article)
            ? new EventSource(id, article.SourceName, article.SourceUrl, article.Published) { Position = position, Group = groups.GetValueOrDefault(id, id) }
            : null;

    private IReadOnlyDictionary<string, string> HeadlinesBeside(string language) =>
        _mentions.TrueForAll(mention => mention.Language == language)
            ? ReadOnlyDictionary<string, string>.Empty
            : _mentions.Where(mention => mention.Language != language).GroupBy(mention => mention.Language, StringComparer.Ordinal)
                .OrderBy(own => own.Key, StringComparer.Ordinal).ToDictionary(own => own.Key, own => Representative([.. own]).Headline, StringComparer.Ordinal);

    private IReadOnlyDictionary<string, string> FiguresInOrder() =>
        _figures.Count == 0
            ? ReadOnlyDictionary<string, string>.Empty
            : _figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).ToDictionary(figure => figure.Key, figure => figure.Value.Written, StringComparer.Ordinal);

    private bool Has(IReadOnlyList<Ruling> rulings, RulingKind kind) =>
        rulings.Any(ruling => ruling.Kind == kind && _mentions.Exists(mention => mention.Id == ruling.Mention));

    // One minus the chance that all independent sources err.
    private double ConfidenceOf(List<EventSource> sources)
    {
        var doubt = 1.0;
        foreach (var group in sources.GroupBy(source => source.Group))
        {
            doubt *= 1 - group.Max(source => _mentions.Where(mention => mention.Article == source.Article).Max(mention => mention.Confidence));
        }

        return Math.Round(1 - doubt, 4);
    }

    // A sentence that can be read by itself and that tells what holds, the earliest of equals, so that it stays as long as it is true.
    private EventMention Representative(List<EventMention> mentions)
    {
        var best = mentions[0];
        for (var i = 1; i < mentions.Count; i++)
        {
            best = Rank(mentions[i]).CompareTo(Rank(best)) > 0 ? mentions[i] : best;
        }

        return best;
    }

    private (bool, bool, bool, bool, double) Rank(EventMention mention) => (
        mention.Date == Date,
        mention.Status == Status,
        mention.Article == DateArticle && _former.Count > 0,
        SentenceShape.IsWhole(mention.Evidence),
        Math.Round(mention.Confidence, 1, MidpointRounding.AwayFromZero));

    private void Read(EventMention mention)
    {
        if (mention.Date != Date && IsGivenUpBy(mention))
        {
            _former.Add(Date);
            _contradictions.Clear();
            (Date, DateArticle) = (mention.Date, mention.Article);
            (Status, StatusArticle, _statusDay) = mention.Status == Status ? (Status, StatusArticle, _statusDay) : (mention.Status, mention.Article, mention.Published);
        }
        else if (mention.Date == Date || Date.Contains(mention.Date))
        {
            if (mention.Date != Date)
            {
                (Date, DateArticle) = (mention.Date, mention.Article);
            }

            Turn(mention);
        }
        else if (mention.Date.Contains(Date))
        {
            Turn(mention);
        }
        else if (!_former.Contains(mention.Date) && mention.PreviousDate is null && !_contradictions.Exists(other => other.Date == mention.Date))
        {
            _contradictions.Add((mention.Date, mention.Article));
            PreferMajority();
        }
    }

    private bool IsGivenUpBy(EventMention mention) =>
        mention.PreviousDate is { } previous ? previous.IsOrEnds(Date) : mention.IsMoved && Status == EventStatus.Planned && !_former.Contains(mention.Date);

    // A later day counts better; of one day nobody knows who does.
    private void Count(EventMention mention)
    {
        foreach (var (noun, written) in Stories.Figures.Of(mention))
        {
            if (!_figures.TryGetValue(noun, out var known) || (mention.Published > known.Mention.Published && !Stories.Figures.IsSameNumber(known.Written, written)))
            {
                _figures[noun] = (written, mention);
            }
        }
    }

    // What was called off or denied is so until a later day says otherwise.
    private void Turn(EventMention mention)
    {
        var turns = (Status, mention.Status) is
            (EventStatus.Planned, EventStatus.Happened or EventStatus.Cancelled or EventStatus.Denied)
            or (EventStatus.Happened, EventStatus.Denied)
            || (mention.Published > _statusDay && (Status, mention.Status) is (EventStatus.Cancelled or EventStatus.Denied, EventStatus.Planned or EventStatus.Happened));
        if (turns && mention.Article != StatusArticle)
        {
            (Status, StatusArticle, _statusDay) = (mention.Status, mention.Article, mention.Published);
        }
    }

    private void PreferMajority()
    {
        var votes = _mentions.Where(mention => mention.PreviousDate is null).GroupBy(mention => mention.Date)
            .ToDictionary(own => own.Key, own => own.Select(mention => mention.Article).Distinct().Count());
        var best = _contradictions.OrderByDescending(other => votes.GetValueOrDefault(other.Date)).First();
        if (votes.GetValueOrDefault(best.Date) > Math.Max(1, votes.GetValueOrDefault(Date)))
        {
            _contradictions.Remove(best);
            _contradictions.Add((Date, DateArticle));
            (Date, DateArticle) = best;
        }
    }
}
