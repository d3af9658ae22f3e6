namespace Pipeline.Digest;

/// <summary>
/// How much an event weighs in its issue: the sum of what speaks for it, each part at most its share, times its freshness. Stored with the issue, since the parts
/// explain the order. Independent sources and mentions by distance in time as in Tran et al. 2013 and Ghalandari and Ifrim 2020; the shares are set by hand.
/// </summary>
public sealed record Salience
{
    private const double SourcesShare = 0.35;
    private const double MentionsShare = 0.25;
    private const double PositionShare = 0.15;
    private const double CertaintyShare = 0.10;
    private const double FollowedShare = 0.15;
    private const double ManySources = 8;
    private const double ManyMentions = 8;

    // Title and first paragraph, in characters.
    private const double Opening = 400;
    private const double FreshDays = 7;
    private const int Digits = 4;

    /// <summary>What independent sources add: the logarithm of their number, up to 0.35 for eight.</summary>
    public double Sources { get; init; }

    /// <summary>What articles add that tell it, up to 0.25: one long after its day says more than one of the day, a plan less.</summary>
    public double Mentions { get; init; }

    /// <summary>What its place in the article adds: 0.15 for the title, half of it behind the first paragraph.</summary>
    public double Position { get; init; }

    /// <summary>What its confidence adds, up to 0.10: an estimate, whose second digit must not outweigh the place in the article.</summary>
    public double Certainty { get; init; }

    /// <summary>0.15 where it holds a name that readers of the list follow.</summary>
    public double Followed { get; init; }

    /// <summary>1 for an event that the newest articles tell, e^-1 for one of a week before.</summary>
    public double Freshness { get; init; }

    /// <summary>The weight, from 0 to 1.</summary>
    public double Sum => Math.Round((Sources + Mentions + Position + Certainty + Followed) * Freshness, Digits);

    /// <summary>The weight of <paramref name="item"/> in an issue whose newest article is of day <paramref name="newest"/>.</summary>
    public static Salience Of(DigestItem item, DateOnly newest, bool isFollowed)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new()
        {
            Sources = Part(SourcesShare, Math.Log2(1 + item.IndependentSources) / Math.Log2(1 + ManySources)),
            Mentions = Part(MentionsShare, item.Event.Sources.Sum(source => WeightOf(source.Published.DayNumber - item.Event.Date.Last.DayNumber)) / ManyMentions),
            Position = Part(PositionShare, Opening / (Opening + item.Position)),
            Certainty = Part(CertaintyShare, Math.Round(item.Event.Confidence, 1, MidpointRounding.AwayFromZero)),
            Followed = isFollowed ? FollowedShare : 0,
            Freshness = Part(1, Math.Exp(-Math.Max(0, newest.DayNumber - item.Published.DayNumber) / FreshDays)),
        };
    }

    private static double Part(double share, double value) => Math.Round(share * Math.Min(1, value), Digits);

    // Whom a matter still occupies a week later it matters more.
    private static double WeightOf(int daysAfter) => daysAfter switch
    {
        < 0 => 0.5,
        <= 1 => 1,
        <= 7 => 1.5,
        _ => 2,
    };
}
