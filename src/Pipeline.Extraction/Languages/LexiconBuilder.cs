using System.Numerics;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>Collects words, classes and signatures while a pack is read. Used once, by one thread.</summary>
internal sealed class LexiconBuilder
{
    private readonly Dictionary<string, int> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, string?>> _words = new(StringComparer.Ordinal);
    private readonly HashSet<(string Word, int Feature)> _capitalOnly = [];
    private readonly Dictionary<string, int> _signatures = new(StringComparer.Ordinal);
    private readonly List<int[]> _signatureFeatures = [];

    public LexiconBuilder()
    {
        for (var i = 0; i < Feature.Count; i++)
        {
            _features.Add("<" + Feature.Names[i] + ">", i);
        }
    }

    public IReadOnlyDictionary<string, int> FeatureNames => _features;

    /// <summary>Word -> value of the numerals; ordinals are negative.</summary>
    public NumeralData Numerals { get; set; } = new();

    /// <summary>The feature of a class, made on first use.</summary>
    public int Class(string name) => FeatureOf("<" + name + ">");

    /// <summary>The feature of a literal word, made on first use.</summary>
    public int Literal(string word)
    {
        var folded = Letters.Fold(word);
        var feature = FeatureOf(folded);
        AddWord(folded, feature, null, false);
        return feature;
    }

    public void AddWord(string word, int feature, string? value, bool capitalOnly)
    {
        var folded = Letters.Fold(word.Normalize());
        if (!_words.TryGetValue(folded, out var features))
        {
            _words.Add(folded, features = []);
        }

        features[feature] = value;
        if (capitalOnly)
        {
            _capitalOnly.Add((folded, feature));
        }
    }

    /// <summary>The number of a set of features.</summary>
    public int Signature(params ReadOnlySpan<int> features)
    {
        var sorted = features.ToArray();
        Array.Sort(sorted);
        var key = string.Join(',', sorted);
        if (!_signatures.TryGetValue(key, out var signature))
        {
            _signatures.Add(key, signature = _signatureFeatures.Count);
            _signatureFeatures.Add(sorted);
        }

        return signature;
    }

    public int[][] Signatures() => [.. _signatureFeatures];

    public (Lexicon.Slot[] Slots, (int Feature, string? Value)[][] Values) BuildTable()
    {
        var slots = new Lexicon.Slot[(int)BitOperations.RoundUpToPowerOf2((uint)(_words.Count + 1) * 4)];
        var values = new (int Feature, string? Value)[_words.Count][];
        var row = 0;
        var function = Class("function");
        foreach (var (word, features) in _words)
        {
            var lower = features.Keys.Where(feature => !_capitalOnly.Contains((word, feature)));
            var hash = Lexicon.Hash(word);
            var isLetter = Letters.IsLetter(word[0]);
            var isContent = isLetter && !features.ContainsKey(function);
            var slot = new Lexicon.Slot(
                word,
                hash,
                isContent ? Signature([.. lower, Feature.LowerWord]) : Signature([.. lower]),
                isLetter ? Signature([.. features.Keys, Feature.CapitalWord]) : Signature([.. lower]),
                row);
            values[row++] = [.. features.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value))];
            var place = hash & (slots.Length - 1);
            while (slots[place].Word is not null)
            {
                place = (place + 1) & (slots.Length - 1);
            }

            slots[place] = slot;
        }

        return (slots, values);
    }

    private int FeatureOf(string name)
    {
        if (!_features.TryGetValue(name, out var feature))
        {
            _features.Add(name, feature = _features.Count);
        }

        return feature;
    }
}
