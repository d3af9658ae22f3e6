namespace Pipeline.Stories;

/// <summary>The words of a report, few, with their weights. Immutable.</summary>
internal sealed class WeighedWords
{
    private readonly string[] _words;
    private readonly double[] _weights;
    private readonly double _sum;

    /// <summary>Weighs <paramref name="words"/>.</summary>
    public WeighedWords(IReadOnlyList<string> words, Func<string, double> weigh)
    {
        _words = words as string[] ?? [.. words];
        _weights = new double[_words.Length];
        for (var i = 0; i < _words.Length; i++)
        {
            _weights[i] = weigh(_words[i]);
            _sum += _weights[i];
        }
    }

    /// <summary>The words.</summary>
    public ReadOnlySpan<string> Words => _words;

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Where <paramref name="word"/> stands, or -1. A loop: with the words of a sentence it is faster than a set.</summary>
    public int IndexOf(string word)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            if (string.Equals(_words[i], word, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The mean of the weighted share of common words in both and in the shorter one, so that a sentence and its longer version are near.</summary>
    public double Overlap(WeighedWords other)
    {
        var shared = 0.0;
        for (var i = 0; i < _words.Length; i++)
        {
            shared += other.IndexOf(_words[i]) >= 0 ? _weights[i] : 0;
        }

        return shared == 0 ? 0 : ((shared / Math.Min(_sum, other._sum)) + (shared / (_sum + other._sum - shared))) / 2;
    }
}
