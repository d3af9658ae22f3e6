using System.Numerics;
using System.Runtime.InteropServices;

namespace Pipeline.Stories;

/// <summary>
/// Tells near copies of a text by MinHash (Broder 1997): 64 permutations of the hashes of its runs of five words; the share of equal minima estimates the
/// Jaccard similarity of the two sets of runs.
/// </summary>
internal static class NearCopies
{
    // Similarity from which two texts are one with slight changes.
    private const double Threshold = 0.8;
    private const int Permutations = 64;
    private const int MaxDifferent = (int)((1 - Threshold) * Permutations);
    private const int RunWords = 5;
    private const ulong Fnv = 1099511628211;
    private const ulong FnvOffset = 14695981039346656037;
    private static readonly ulong[] s_factors = [.. Enumerable.Range(1, Permutations).Select(n => Mix((ulong)n) | 1)];
    private static readonly ulong[] s_shifts = [.. Enumerable.Range(1, Permutations).Select(n => Mix((ulong)n + 1_000))];

    /// <summary>The minima of <paramref name="text"/>; empty for a text of fewer than five words.</summary>
    public static IReadOnlyList<uint> SignatureOf(string text)
    {
        Span<ulong> minima = stackalloc ulong[Permutations];
        minima.Fill(ulong.MaxValue);
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

            Lower(minima, shingle);
        }

        return count < RunWords ? [] : HighHalves(minima);
    }

    /// <summary>Whether two texts with these signatures are one with slight changes; false where a text is too short.</summary>
    public static bool AreCopies(IReadOnlyList<uint> one, IReadOnlyList<uint> other)
    {
        if (one.Count != Permutations || other.Count != Permutations)
        {
            return false;
        }

        var different = 0;
        for (var i = 0; i < Permutations && different <= MaxDifferent; i++)
        {
            different += one[i] == other[i] ? 0 : 1;
        }

        return different <= MaxDifferent;
    }

    // As many permutations at once as the processor takes.
    private static void Lower(Span<ulong> minima, ulong shingle)
    {
        var lows = MemoryMarshal.Cast<ulong, Vector<ulong>>(minima);
        var factors = MemoryMarshal.Cast<ulong, Vector<ulong>>(s_factors);
        var shifts = MemoryMarshal.Cast<ulong, Vector<ulong>>(s_shifts);
        for (var i = 0; i < lows.Length; i++)
        {
            lows[i] = Vector.Min(lows[i], (factors[i] * shingle) + shifts[i]);
        }
    }

    private static uint[] HighHalves(ReadOnlySpan<ulong> minima)
    {
        var halves = new uint[minima.Length];
        for (var i = 0; i < halves.Length; i++)
        {
            halves[i] = (uint)(minima[i] >> 32);
        }

        return halves;
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
