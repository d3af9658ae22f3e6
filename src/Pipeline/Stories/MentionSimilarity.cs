using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>How much two reports say the same, from 0 to 1.</summary>
internal static class MentionSimilarity
{
    // What two languages can share in words: names, numbers, and stems of common origin, which are few.
    private const double CrossLanguageScale = 1.6;
    private const double NameShare = 0.3;
    private const double NamesOnlyScale = 0.6;
    private const double MatterWeight = 0.8;

    /// <summary>
    /// The mean of the weighted share of common words in both and in the shorter one, so that a sentence and its longer version are near; with names apart where
    /// both have some.
    /// </summary>
    public static double Of(EventMention one, EventMention other, MentionWeights weights)
    {
        var terms = Overlap(one.Terms, other.Terms, term => Math.Max(weights.OfTerm(term, one.Language), weights.OfTerm(term, other.Language)));
        var names = Overlap(one.Names, other.Names, weights.OfName);
        if (one.Language != other.Language)
        {
            return Math.Min(1, CrossLanguageScale * Math.Max(terms, (terms + names) / 2));
        }

        if (!SharesMatter(one, other))
        {
            return NamesOnlyScale * terms;
        }

        return one.Names.Count > 0 && other.Names.Count > 0 ? ((1 - NameShare) * terms) + (NameShare * names) : terms;
    }

    // Who and where alone do not say what: two accidents on one road are two.
    private static bool SharesMatter(EventMention one, EventMention other) =>
        one.Terms.Any(term => Contains(other.Terms, term) && !char.IsDigit(term[0]) && WordFrequency.For(one.Language).OfStem(term) >= MatterWeight
            && !one.Names.Any(name => name.StartsWith(term, StringComparison.Ordinal)) && !other.Names.Any(name => name.StartsWith(term, StringComparison.Ordinal)));

    /// <summary>The weighted share of the words of <paramref name="report"/> that one or another of <paramref name="known"/> in its language has.</summary>
    public static double Coverage(EventMention report, IReadOnlyList<EventMention> known, MentionWeights weights)
    {
        double covered = 0, all = 0;
        foreach (var term in report.Terms)
        {
            var weight = weights.OfTerm(term, report.Language);
            all += weight;
            covered += known.Any(mention => mention.Language == report.Language && Contains(mention.Terms, term)) ? weight : 0;
        }

        return all == 0 ? 0 : covered / all;
    }

    private static double Overlap(IReadOnlyList<string> one, IReadOnlyList<string> other, Func<string, double> weigh)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return 0;
        }

        double shared = 0, own = 0, others = 0;
        foreach (var word in one)
        {
            var weight = weigh(word);
            own += weight;
            shared += Contains(other, word) ? weight : 0;
        }

        foreach (var word in other)
        {
            others += weigh(word);
        }

        return shared == 0 ? 0 : ((shared / Math.Min(own, others)) + (shared / (own + others - shared))) / 2;
    }

    // Lists of a sentence's words: a loop is faster than a set.
    private static bool Contains(IReadOnlyList<string> words, string word)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
