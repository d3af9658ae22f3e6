using Pipeline.Events;

namespace Pipeline.Stories;

/// <summary>
/// The words of a report as another language may have them: numbers, however they are written, and words of common origin ("conseil", "council"), which are told by
/// the share of letters that they have in common in one order (longest common subsequence ratio: Melamed, 1995). Immutable.
/// </summary>
internal sealed class WordsAcross
{
    private const double CommonLetters = 0.7;
    private const int CognateLength = 6;

    private readonly List<(string Word, double Weight, IReadOnlyList<int> Concepts, bool SaysWhat)> _words = [];
    private readonly EventMention _mention;
    private readonly NewsConcepts _concepts;
    private readonly double _sum;

    /// <summary>Reads the words of <paramref name="mention"/>, weighed by <paramref name="weights"/>.</summary>
    public WordsAcross(EventMention mention, MentionWeights weights)
    {
        _mention = mention;
        _concepts = NewsConcepts.For(mention.Language);
        var date = mention.DateInEvidence();
        var words = new WordReader(mention.Evidence, 0, mention.Evidence.Length);
        while (words.MoveNext())
        {
            if (!date.Overlaps(new(words.Start, words.End)))
            {
                Add(words.Word.ToString(), words.IsNumber, words.IsCapital, weights);
            }
        }

        _sum = _words.Sum(word => word.Weight);
    }

    /// <summary>
    /// As <see cref="WeighedWords.Overlap"/>, over the words that are the same in both languages; <paramref name="saysWhat"/> is whether any of them says more than who and where.
    /// </summary>
    public double Overlap(WordsAcross other, out bool saysWhat)
    {
        var shared = 0.0;
        saysWhat = false;
        foreach (var (word, weight, concepts, isWhat) in _words)
        {
            var most = 0.0;
            foreach (var (own, otherWeight, otherConcepts, _) in other._words)
            {
                most = IsSame(word, own) || IsCommon(concepts, otherConcepts) ? Math.Max(most, Math.Min(weight, otherWeight)) : most;
            }

            shared += most;
            saysWhat |= isWhat && most > 0;
        }

        // Two words of the one may have met the same of the other.
        shared = Math.Min(shared, Math.Min(_sum, other._sum));
        return shared == 0 ? 0 : ((shared / Math.Min(_sum, other._sum)) + (shared / (_sum + other._sum - shared))) / 2;
    }

    private void Add(string word, bool isNumber, bool isCapital, MentionWeights weights)
    {
        if (NumberWords.ValueOf(_mention.Language, word) is { } number)
        {
            Add(number, weights.OfTerm(number, _mention.Language), saysWhat: true);
            return;
        }

        var stem = word.Length > WordFrequency.StemLength && !isNumber ? word[..WordFrequency.StemLength] : word;
        if (_mention.Terms.Contains(stem, StringComparer.Ordinal))
        {
            var concepts = _concepts.Of(word);
            var saysWhat = concepts.Count > 0 ? !concepts.All(NewsConcepts.IsWho) : !isCapital && !_mention.Names.Contains(word, StringComparer.Ordinal);
            Add(word, weights.OfTerm(stem, _mention.Language), saysWhat);
        }
    }

    private void Add(string word, double weight, bool saysWhat)
    {
        if (!_words.Exists(known => known.Word == word))
        {
            _words.Add((word, weight, _concepts.Of(word), saysWhat));
        }
    }

    // Loops: there are one or two.
    private static bool IsCommon(IReadOnlyList<int> concepts, IReadOnlyList<int> others)
    {
        for (var i = 0; i < concepts.Count; i++)
        {
            for (var j = 0; j < others.Count; j++)
            {
                if (concepts[i] == others[j])
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Beside cognates by a common beginning, as within one language.
    private static bool IsSame(string one, string other)
    {
        if (char.IsDigit(one[0]) || char.IsDigit(other[0]))
        {
            return one == other;
        }

        var stem = Math.Min(WordFrequency.StemLength, Math.Max(one.Length, other.Length));
        return (one.Length >= stem && other.Length >= stem && one.AsSpan(0, stem).SequenceEqual(other.AsSpan(0, stem)))
            || (one.Length >= CognateLength && other.Length >= CognateLength && CommonSubsequence(one, other) >= CommonLetters * Math.Max(one.Length, other.Length));
    }

    private static int CommonSubsequence(string one, string other)
    {
        Span<int> row = stackalloc int[other.Length + 1];
        row.Clear();
        foreach (var c in one)
        {
            var diagonal = 0;
            for (var i = 1; i <= other.Length; i++)
            {
                var above = row[i];
                row[i] = c == other[i - 1] ? diagonal + 1 : Math.Max(above, row[i - 1]);
                diagonal = above;
            }
        }

        return row[^1];
    }
}
