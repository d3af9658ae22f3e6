using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>A report with what its words weigh in its story, found when they are first compared. Not thread-safe.</summary>
/// <param name="mention">The report.</param>
/// <param name="weights">The weights of its story.</param>
internal sealed class WeighedMention(EventMention mention, MentionWeights weights)
{
    private const double MatterWeight = 0.8;

    /// <summary>The report.</summary>
    public EventMention Mention { get; } = mention;

    /// <summary>Its language.</summary>
    public string Language => Mention.Language;

    /// <summary>Its stems and numbers.</summary>
    public WeighedWords Terms => field ??= new(Mention.Terms, term => weights.OfTerm(term, Language));

    /// <summary>Its names.</summary>
    public WeighedWords Names => field ??= new(Mention.Names, weights.OfName);

    /// <summary>Of each of its terms whether it may say what happened: who and where alone do not, and neither does a number.</summary>
    public bool[] IsMatter => field ??= [.. Mention.Terms.Select(SaysMatter)];

    /// <summary>Its words as another language may have them.</summary>
    public WordsAcross WordsAcross => field ??= new(Mention, weights);

    private bool SaysMatter(string term) =>
        !char.IsDigit(term[0]) && WordFrequency.For(Language).OfStem(term) >= MatterWeight && !Mention.Names.Any(name => name.StartsWith(term, StringComparison.Ordinal));
}
