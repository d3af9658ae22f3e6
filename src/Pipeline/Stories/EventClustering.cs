using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>
/// Finds which reports of a story are of one event. A pure function of the story's content: articles are taken in the order of their publication whatever the order
/// in which they arrived, and each report of an article meets at most one event and each event at most one report, the most similar pairs first. Date first, text
/// second: where one day of a story has one event only, the day itself says most of it.
/// </summary>
internal sealed class EventClustering
{
    private const int NearDays = 2;
    private const int ContradictionDays = 31;
    private const int ContradictionDistance = 400;
    private const int FarDays = 2;

    // So many days after its date a plan may still be told to be moved.
    private const int MovedDays = 7;
    private const double SameWords = 0.5;
    private const double SameSpan = 0.75;
    private const int HeadingDistance = 400;

    // What several reports have said together is worth half of what one says.
    private const double CoverageShare = 0.5;

    private readonly MergingOptions _options;
    private readonly MentionWeights _weights;
    private readonly List<EventCluster> _clusters = [];

    private EventClustering(StoryContent content, MergingOptions options)
    {
        _options = options;
        _weights = new MentionWeights(content.Mentions);
    }

    /// <summary>The events of <paramref name="content"/>, each a list of its reports in the order of their publication.</summary>
    public static IReadOnlyList<IReadOnlyList<EventMention>> Run(StoryContent content, MergingOptions options)
    {
        var clustering = new EventClustering(content, options);
        var articles = content.Mentions
            .GroupBy(mention => mention.Article)
            .OrderBy(article => article.First().Published).ThenBy(article => article.Key.Value, StringComparer.Ordinal);
        foreach (var article in articles)
        {
            clustering.Add(article.OrderBy(mention => mention.Span.Start).ThenBy(mention => mention.Id, StringComparer.Ordinal));
        }

        return new RulingPass(content.Rulings).Apply(clustering._clusters.ConvertAll(cluster => cluster.Reports.ConvertAll(report => report.Mention)));
    }

    private void Add(IEnumerable<EventMention> mentions)
    {
        var groups = Repeated(mentions);
        var pairs = new List<(EventCluster Group, EventCluster Known, double Score)>();
        foreach (var group in groups)
        {
            foreach (var known in _clusters)
            {
                if (Score(group, known, groups) is { } score)
                {
                    pairs.Add((group, known, score));
                }
            }
        }

        var taken = new HashSet<EventCluster>();
        foreach (var (group, known, _) in pairs.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Group.First.Id, StringComparer.Ordinal))
        {
            if (!taken.Contains(group) && taken.Add(known))
            {
                taken.Add(group);
                known.Add(group);
            }
        }

        _clusters.AddRange(groups.Where(group => !taken.Contains(group)));
    }

    // What an article tells twice: in its title and in its text, or in two versions of the date that it sets against each other.
    private List<EventCluster> Repeated(IEnumerable<EventMention> mentions)
    {
        var groups = new List<EventCluster>();
        foreach (var mention in mentions)
        {
            var report = new WeighedMention(mention, _weights);
            var own = groups.Find(group => group.Reports.Exists(known => IsRepeated(known, report)) || IsOtherVersion(group, mention));
            if (own is null)
            {
                groups.Add(own = new EventCluster());
            }

            own.Add(report);
        }

        return groups;
    }

    // The second of two versions: an article that sets dates of two events against each other tells them one after the other.
    private static bool IsOtherVersion(EventCluster group, EventMention mention) =>
        IsContradiction(mention) && IsContradiction(group.First) && group.Dates.Count == 1 && group.First.Date != mention.Date
        && Gap(group.First.Date, mention.Date) <= ContradictionDays && mention.Span.Start - group.First.Span.End <= ContradictionDistance;

    private bool IsRepeated(WeighedMention known, WeighedMention report)
    {
        var (one, other) = (known.Mention, report.Mention);
        if (one.Date != other.Date)
        {
            return false;
        }

        // Two that were told apart within one sentence are two, unless they are the same words.
        var common = Math.Min(one.Span.End, other.Span.End) - Math.Max(one.Span.Start, other.Span.Start);
        return IsHeadingOf(one, other) || IsHeadingOf(other, one) || (common > 0
            ? common >= SameSpan * Math.Max(one.Span.End - one.Span.Start, other.Span.End - other.Span.Start)
            : MentionSimilarity.Of(known, report) >= (IsAhead(one) && IsAhead(other) ? _options.SamePlan : SameWords));
    }

    private static bool IsHeadingOf(EventMention heading, EventMention text) =>
        heading.IsHeading && heading.Status == text.Status && text.Span.Start - heading.Span.End is >= 0 and <= HeadingDistance;

    // Of what is to come on one day an article rarely tells two things in the same words.
    private static bool IsAhead(EventMention mention) => mention.Status == EventStatus.Planned && mention.Date.First > mention.Published;

    private static bool TookPlace(EventMention mention) => mention.Status is EventStatus.Happened or EventStatus.Planned;

    private static bool IsContradiction(EventMention mention) => mention.Warnings.Contains(ExtractionWarning.SourceContradiction.Code());

    // Null where they are not one event.
    private double? Score(EventCluster group, EventCluster known, List<EventCluster> groups)
    {
        var match = Match(group, known);
        if (match == DateMatch.None)
        {
            return null;
        }

        // Words of another language are no proof that one of two dates is wrong.
        var text = Similarity(group, known, isAcross: match != DateMatch.Near);
        if (match is DateMatch.Same or DateMatch.Superseded)
        {
            text = Math.Max(text, CoverageShare * Coverage(group, known));
        }

        // Without a word in common that says what it was, what took place is not what did not.
        var mayBeAlone = match is DateMatch.Same or DateMatch.Superseded or DateMatch.Within
            && (TookPlace(group.First) == TookPlace(known.First) || IsAhead(known.First) || MentionSimilarity.SharesMatter(group.Reports[0], known.Reports[0]));
        var alone = mayBeAlone && IsAlone(group, known, groups, match) ? _options.LoneDay : 0;
        var needed = match switch
        {
            DateMatch.Superseded => _options.MovedEvent,
            DateMatch.Same when IsPlan(known) && !IsAcross(group, known) => group.First.Status == EventStatus.Happened ? _options.FulfilledPlan : _options.SamePlan,
            DateMatch.Same or DateMatch.Moved => _options.SameEvent,
            DateMatch.Within => _options.CompatibleDate,
            _ => _options.NearDate,
        };
        return text + alone >= needed ? text + alone + ((int)match / 10.0) : null;
    }

    private static double Similarity(EventCluster group, EventCluster known, bool isAcross)
    {
        var most = 0.0;
        foreach (var report in group.Reports)
        {
            foreach (var other in known.Reports)
            {
                if (isAcross || other.Language == report.Language)
                {
                    most = Math.Max(most, MentionSimilarity.Of(report, other));
                }
            }
        }

        return most;
    }

    private static double Coverage(EventCluster group, EventCluster known)
    {
        var most = 0.0;
        foreach (var report in group.Reports)
        {
            most = Math.Max(most, MentionSimilarity.Coverage(report, known.Reports));
        }

        return most;
    }

    private static bool IsAcross(EventCluster group, EventCluster known) => known.Reports.TrueForAll(report => report.Language != group.First.Language);

    private static bool IsPlan(EventCluster cluster) => cluster.Reports.TrueForAll(report => IsAhead(report.Mention));

    private static DateMatch Match(EventCluster group, EventCluster known)
    {
        var best = DateMatch.None;
        foreach (var report in group.Reports)
        {
            foreach (var date in known.Dates)
            {
                var match = Match(report.Mention, date);
                best = match > best ? match : best;
            }

            var isMoved = best < DateMatch.Moved && report.Mention is { IsMoved: true, PreviousDate: null } && IsPlan(known)
                && known.Dates.TrueForAll(date => date.Last.AddDays(MovedDays) >= report.Mention.Published);
            best = isMoved ? DateMatch.Moved : best;
        }

        return best;
    }

    private static DateMatch Match(EventMention report, DateSpan date)
    {
        if (report.PreviousDate is { } previous && previous.IsOrEnds(date))
        {
            return DateMatch.Superseded;
        }

        if (report.Date == date)
        {
            return DateMatch.Same;
        }

        if (report.Date.Contains(date) || date.Contains(report.Date) || report.Alternatives.Contains(date))
        {
            return DateMatch.Within;
        }

        return report.Date.Precision == DatePrecision.Day && date.Precision == DatePrecision.Day && Gap(report.Date, date) <= NearDays ? DateMatch.Near : DateMatch.None;
    }

    private static int Gap(DateSpan one, DateSpan other) =>
        one.Overlaps(other) ? 0 : Math.Max(other.First.DayNumber - one.Last.DayNumber, one.First.DayNumber - other.Last.DayNumber);

    // One event of that date in the story and one report of it in the article, of a date that is not just the day of the news, where anything may have happened.
    private bool IsAlone(EventCluster group, EventCluster known, List<EventCluster> groups, DateMatch match)
    {
        var report = group.First;
        var isGivenUp = report.PreviousDate is { } previous && known.Dates.Exists(previous.IsOrEnds);
        var date = isGivenUp ? report.PreviousDate!.Value : CommonDate(group, known);
        Predicate<EventCluster> isOfDate = match == DateMatch.Within ? other => other.Dates.Exists(date.Meets) : other => other.Dates.Contains(date);
        if (!IsFar(report, date) && !known.Reports.TrueForAll(other => IsFar(other.Mention, date)))
        {
            return false;
        }

        // Of a date that is given up, those that give it up and those that were to be on it.
        var rivals = groups.FindAll(other => isGivenUp ? other.First.PreviousDate == date : isOfDate(other));
        var others = _clusters.FindAll(other => isGivenUp ? other.Reports.Exists(told => date.IsOrEnds(told.Mention.Date)) : isOfDate(other));
        if (rivals.Count == 1 && others.Count == 1)
        {
            return true;
        }

        // Of several of one day in two languages, the only ones with a word in common.
        return IsAcross(group, known) && IsLike(group, known)
            && rivals.Count(other => IsLike(other, known)) == 1 && others.Count(other => IsLike(group, other)) == 1;
    }

    // The date that both give, else the wider one of a day and its month.
    private static DateSpan CommonDate(EventCluster group, EventCluster known)
    {
        var wider = group.First.Date;
        foreach (var date in group.Dates)
        {
            if (known.Dates.Contains(date))
            {
                return date;
            }

            foreach (var other in known.Dates)
            {
                wider = date.Contains(other) ? date : other.Contains(date) ? other : wider;
            }
        }

        return wider;
    }

    private static bool IsLike(EventCluster group, EventCluster known) => Similarity(group, known, isAcross: true) > 0;

    private static bool IsFar(EventMention mention, DateSpan date) =>
        date.First.DayNumber - mention.Published.DayNumber >= FarDays || mention.Published.DayNumber - date.Last.DayNumber >= FarDays;
}
