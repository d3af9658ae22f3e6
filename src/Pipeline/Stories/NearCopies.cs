namespace Pipeline.Stories;

/// <summary>
/// Tells near copies of a text by MinHash (Broder 1997): 64 permutations of the hashes of its runs of five words; the share of equal minima estimates the
/// Jaccard similarity of the two sets of runs.
/// </summary>
internal static class NearCopies
{
    /// <summary>Similarity from which two texts are one with slight changes.</summary>
    public const double Threshold = 0.8;

    private const int Permutations = 64;
    private const int RunWords = 5;
    private const ulong Fnv = 1099511628211;
    private const ulong FnvOffset = 14695981039346656037;
    private static readonly (ulong Factor, ulong Shift)[] s_permutations = [.. Enumerable.Range(1, Permutations).Select(n => (Mix((ulong)n) | 1, Mix((ulong)n + 1_000)))];

    /// <summary>The minima of <paramref name="text"/>; empty for a text of fewer than five words.</summary>
    public static IReadOnlyList<uint> SignatureOf(string text)
    {
        var minima = new uint[Permutations];
        Array.Fill(minima, uint.MaxValue);
        Span<ulong> run = stackalloc ulong[RunWords];
        var words = new WordReader(text, 0, text.Length);
        var count = 0;
        while (words.MoveNext())
        {
            var hash = FnvOffset;
            foreach (var c in words.Word)
            {
                hash = (hash ^ c) * Fnv;
            }

            run[count++ % RunWords] = hash;
            if (count < RunWords)
            {
                continue;
            }

            var shingle = FnvOffset;
            for (var i = 0; i < RunWords; i++)
            {
                shingle = (shingle ^ run[(count + i) % RunWords]) * Fnv;
            }

            for (var i = 0; i < Permutations; i++)
            {
                minima[i] = Math.Min(minima[i], (uint)(((shingle * s_permutations[i].Factor) + s_permutations[i].Shift) >> 32));
            }
        }

        return count < RunWords ? [] : minima;
    }

    /// <summary>The estimated Jaccard similarity, from 0 to 1; 0 where a text is too short.</summary>
    public static double Similarity(IReadOnlyList<uint> one, IReadOnlyList<uint> other)
    {
        if (one.Count != Permutations || other.Count != Permutations)
        {
            return 0;
        }

        var equal = 0;
        for (var i = 0; i < Permutations; i++)
        {
            equal += one[i] == other[i] ? 1 : 0;
        }

        return (double)equal / Permutations;
    }

    // SplitMix64, Steele, Lea and Flood 2014.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
