using Pipeline.Extraction.Text;

namespace Pipeline.Extraction;

/// <summary>
/// Tells the language of a text by naive Bayes over two kinds of evidence: the frequent words of each pack (stop-word method), and runs of
/// three letters (Cavnar and Trenkle 1994) counted in those words and in the examples of the pack's patterns. What several languages share
/// weighs the same for each of them and so decides nothing between them. One pass over the text, no allocation for each word. Thread-safe.
/// </summary>
public sealed class LanguageDetector
{
    private const int MaxCharacters = 4_000;
    private const int RunLength = 3;

    /// <summary>How much more often a frequent word is read where its language is spoken (natural logarithm).</summary>
    private const float WordWeight = 2.5f;

    /// <summary>Runs of letters overlap, so each says less than if it stood alone.</summary>
    private const float RunWeight = 0.5f;

    /// <summary>Added to each count, for the runs that a pack happens not to show.</summary>
    private const float Smoothing = 0.5f;

    /// <summary>How much more likely the best language is than the next (natural logarithm).</summary>
    private const float Lead = 2.5f;

    /// <summary>Of this many words of a language that we know, one at least is frequent; of names or of another language it is not.</summary>
    private const int WordsForOneKnown = 6;

    /// <summary>A text with this share of frequent words is of the language, whatever its names look like.</summary>
    private const float OwnShare = 0.4f;

    /// <summary>An article has rarer words and more names than the examples of a pack: so many times as many runs of letters are new in it.</summary>
    private const float NewRuns = 3f;

    private readonly LanguagePack[] _packs;

    /// <summary>What a run that a pack's texts do not have weighs for it, and the share of such runs to expect in further texts.</summary>
    private readonly (float Weight, float Share)[] _unseen;
    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _runs;

    /// <summary>A detector that chooses among <paramref name="packs"/>; a variant of a language (en-US) is chosen by name and never detected.</summary>
    public LanguageDetector(IReadOnlyList<LanguagePack> packs)
    {
        _packs = [.. packs.Where(pack => !pack.IsVariant)];
        _unseen = new (float Weight, float Share)[_packs.Length];
        _words = Empty();
        _runs = Empty();
        for (var number = 0; number < _packs.Length; number++)
        {
            Count(_packs[number], number);
        }

        Weigh();
    }

    /// <summary>The pack of the language of <paramref name="text"/>, or null where no language leads clearly.</summary>
    public LanguagePack? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = NormalizedText.Of(text.Length > MaxCharacters ? text[..MaxCharacters] : text).Text;
        Span<float> scores = stackalloc float[_packs.Length];
        Span<float> frequent = stackalloc float[_packs.Length];
        scores.Clear();
        frequent.Clear();
        var letters = LettersOf(text);
        var words = 0;
        foreach (var range in letters.Split(' '))
        {
            words += range.End.Value > range.Start.Value ? 1 : 0;
            Add(_words, letters[range], 1, frequent);
        }

        for (var i = RunLength; i <= letters.Length; i++)
        {
            Add(_runs, letters[(i - RunLength)..i], RunWeight, scores);
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] += frequent[i] * WordWeight;
        }

        var best = IndexOfMax(scores, except: -1);
        var next = IndexOfMax(scores, except: best);
        var isKnown = best >= 0 && frequent[best] > 0 && frequent[best] * WordsForOneKnown >= words;
        var isAhead = isKnown && (next < 0 || scores[best] - scores[next] >= Lead);
        return isAhead && (frequent[best] >= OwnShare * words || IsLike(letters, best)) ? _packs[best] : null;
    }

    /// <summary>
    /// Whether about as many runs of letters are new to a pack as in a further text of its language. Portuguese is nearest to the
    /// Spanish pack, but four times as much in it is new; the square root allows for the chances of a short text.
    /// </summary>
    private bool IsLike(ReadOnlySpan<char> letters, int number)
    {
        var runs = letters.Length - RunLength + 1;
        var unseen = 0;
        for (var i = RunLength; i <= letters.Length; i++)
        {
            var isSeen = _runs.TryGetValue(letters[(i - RunLength)..i], out var weights) && weights[number] > _unseen[number].Weight;
            unseen += isSeen ? 0 : 1;
        }

        return unseen <= (NewRuns * _unseen[number].Share * runs) + MathF.Sqrt(runs);
    }

    private static Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> Empty() =>
        new Dictionary<string, float[]>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The words of a text in lower case, one blank around each.</summary>
    private static ReadOnlySpan<char> LettersOf(string text)
    {
        var letters = new char[text.Length + 2];
        var length = 1;
        letters[0] = ' ';
        foreach (var c in text)
        {
            if (Letters.IsLetter(c))
            {
                letters[length++] = Letters.Fold(c);
            }
            else if (letters[length - 1] != ' ')
            {
                letters[length++] = ' ';
            }
        }

        if (letters[length - 1] != ' ')
        {
            letters[length++] = ' ';
        }

        return letters.AsSpan(0, length);
    }

    private static void Add(
        Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> evidence, ReadOnlySpan<char> key, float weight, Span<float> scores)
    {
        if (evidence.TryGetValue(key, out var weights))
        {
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] += weight * weights[i];
            }
        }
    }

    private static int IndexOfMax(ReadOnlySpan<float> scores, int except)
    {
        var best = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            best = i != except && (best < 0 || scores[i] > scores[best]) ? i : best;
        }

        return best;
    }

    private void Count(LanguagePack pack, int number)
    {
        foreach (var word in pack.FrequentWords)
        {
            CountOf(_words, word)[number] = 1;
        }

        var examples = pack.Patterns.SelectMany(pattern => pattern.Examples).Select(example => example.Text);
        foreach (var text in pack.FrequentWords.Concat(examples.Distinct(StringComparer.Ordinal)))
        {
            var letters = LettersOf(text);
            for (var i = RunLength; i <= letters.Length; i++)
            {
                CountOf(_runs, letters[(i - RunLength)..i])[number]++;
            }
        }
    }

    private float[] CountOf(Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> evidence, ReadOnlySpan<char> key)
    {
        if (!evidence.TryGetValue(key, out var counts))
        {
            evidence[key] = counts = new float[_packs.Length];
        }

        return counts;
    }

    /// <summary>Counts of runs become logarithms of their share in each language.</summary>
    private void Weigh()
    {
        var runs = _runs.Dictionary.Values;
        for (var number = 0; number < _packs.Length; number++)
        {
            var seen = runs.Sum(counts => counts[number]);
            var all = seen + (Smoothing * runs.Count);

            // After Good and Turing: what was seen once tells how much was not seen at all.
            _unseen[number] = (MathF.Log(Smoothing / all), runs.Count(counts => counts[number] == 1) / Math.Max(1, seen));
            foreach (var counts in runs)
            {
                counts[number] = MathF.Log((counts[number] + Smoothing) / all);
            }
        }
    }
}
