namespace Pipeline.Stories;

/// <summary>How much two reports say the same, from 0 to 1.</summary>
internal static class MentionSimilarity
{
    // What two languages can share in words: names, numbers, and stems of common origin, which are few.
    private const double CrossLanguageScale = 1.6;
    private const double NameShare = 0.3;
    private const double NamesOnlyScale = 0.6;
    private const double NamesAcrossScale = 0.4;

    /// <summary>By their words, and by their names apart where both have some.</summary>
    public static double Of(WeighedMention one, WeighedMention other)
    {
        if (one.Language != other.Language)
        {
            var across = one.WordsAcross.Overlap(other.WordsAcross, out var saysWhat);
            var scale = saysWhat ? CrossLanguageScale : NamesAcrossScale;
            return Math.Min(1, scale * Math.Max(across, (across + one.Names.Overlap(other.Names)) / 2));
        }

        var terms = one.Terms.Overlap(other.Terms);
        if (!SharesMatter(one, other))
        {
            return NamesOnlyScale * terms;
        }

        return one.Mention.Names.Count > 0 && other.Mention.Names.Count > 0 ? ((1 - NameShare) * terms) + (NameShare * one.Names.Overlap(other.Names)) : terms;
    }

    /// <summary>The weighted share of the words of <paramref name="report"/> that one or another of <paramref name="known"/> in its language has.</summary>
    public static double Coverage(WeighedMention report, List<WeighedMention> known)
    {
        double covered = 0, all = 0;
        var terms = report.Terms;
        for (var i = 0; i < terms.Words.Length; i++)
        {
            all += terms.Weights[i];
            covered += IsTold(terms.Words[i], report.Language, known) ? terms.Weights[i] : 0;
        }

        return all == 0 ? 0 : covered / all;
    }

    private static bool IsTold(string term, string language, List<WeighedMention> known)
    {
        foreach (var mention in known)
        {
            if (mention.Language == language && mention.Terms.IndexOf(term) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether they have a word in common that says what happened. Who and where alone do not: two accidents on one road are two.</summary>
    public static bool SharesMatter(WeighedMention one, WeighedMention other)
    {
        if (one.Language != other.Language)
        {
            one.WordsAcross.Overlap(other.WordsAcross, out var saysWhat);
            return saysWhat;
        }

        var words = one.Terms.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (one.IsMatter[i] && other.Terms.IndexOf(words[i]) is var at && at >= 0 && other.IsMatter[at])
            {
                return true;
            }
        }

        return false;
    }
}
