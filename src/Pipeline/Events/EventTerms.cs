namespace Pipeline.Events;

/// <summary>
/// The words by which two sentences are compared: folded, elisions cut, short words (most of them function words) left out, and cut to five
/// letters, which does the work of a stemmer in the languages of the packs.
/// </summary>
internal static class EventTerms
{
    private const int MinLength = 4;
    private const int StemLength = 5;
    private const int MinShared = 3;

    /// <summary>The terms of <paramref name="sentence"/> without those of its date, in order, each once.</summary>
    public static IReadOnlyList<string> Of(string sentence, string dateText)
    {
        var at = dateText.Length == 0 ? -1 : sentence.IndexOf(dateText, StringComparison.Ordinal);
        return Of(at < 0 ? sentence : string.Concat(sentence.AsSpan(0, at), " ", sentence.AsSpan(at + dateText.Length)));
    }

    /// <summary>The terms of <paramref name="sentence"/>.</summary>
    public static IReadOnlyList<string> Of(string sentence)
    {
        var terms = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var folded = Folding.Fold(sentence);
        for (var start = 0; start < folded.Length;)
        {
            if (!char.IsLetterOrDigit(folded[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < folded.Length && char.IsLetterOrDigit(folded[end]))
            {
                end++;
            }

            var word = folded[start..end];
            if ((word.Length >= MinLength || char.IsDigit(word[0])) && seen.Add(word = word[..Math.Min(word.Length, StemLength)]))
            {
                terms.Add(word);
            }

            start = end;
        }

        return terms;
    }

    /// <summary>
    /// From 0 to 1: the mean of the share of common terms in both and in the shorter one, so that a sentence and its longer version are near.
    /// Zero where fewer than three terms, or not all of a still shorter sentence, are common.
    /// </summary>
    public static double Similarity(IReadOnlyList<string> one, IReadOnlyList<string> other)
    {
        var shorter = Math.Min(one.Count, other.Count);
        if (shorter == 0)
        {
            return 0;
        }

        var shared = one.Intersect(other, StringComparer.Ordinal).Count();
        var union = one.Count + other.Count - shared;
        return shared < Math.Min(MinShared, shorter) ? 0 : (((double)shared / shorter) + ((double)shared / union)) / 2;
    }
}
