namespace Pipeline.Digest.Rendering;

/// <summary>
/// The words by which a sentence is known: folded, elisions cut, short words (most of them function words) left out, and cut to five letters, which does the work of
/// a stemmer in the languages of the packs.
/// </summary>
internal static class SentenceTerms
{
    private const int MinLength = 4;
    private const int StemLength = 5;

    /// <summary>The terms of <paramref name="sentence"/>, in order, each once.</summary>
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
}
