using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>What an article is about, as numbers: the names and rare words that it shares with other articles of its story. Immutable.</summary>
internal sealed class ArticleProfile
{
    // Below this a capitalised word is a weekday, a month or a title in any of the languages, and a plain word says too little to found a story on.
    private const double MinNameWeight = 0.72;
    private const double MinTermWeight = 0.8;
    private const double MinMentionWeight = 0.45;
    private const int MinNameLength = 3;
    private const int MinTermLength = 4;
    private const double TermShare = 0.35;
    private const int MaxEntries = 60;

    private static readonly FrozenDictionary<string, FrozenSet<string>> s_nounMarkers =
        LanguagePack.Shipped.ToFrozenDictionary(pack => pack.Language, pack => pack.NounMarkers.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly Article _article;
    private readonly WordFrequency _frequency;
    private static readonly FrozenDictionary<string, FrozenSet<string>> s_frequentWords =
        LanguagePack.Shipped.ToFrozenDictionary(pack => pack.Language, pack => pack.FrequentWords.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly HashSet<string> _nouns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dateWords;
    private readonly Dictionary<string, (int Count, string Written)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);

    private ArticleProfile(Article article, IReadOnlyList<DatedEvent> events)
    {
        _article = article;
        _dateWords = DateWords(events);
        _frequency = WordFrequency.For(article.Language);
        Count();
        Entries = Weigh();
        Signature = NearCopies.SignatureOf(article.Text);
    }

    /// <summary>Names (as they are) and terms (<c>fr:stem</c>) with their weights, heaviest first, of length 1 as a vector.</summary>
    public IReadOnlyList<StoryTerm> Entries { get; }

    /// <summary>MinHash of the text; see <see cref="NearCopies"/>.</summary>
    public IReadOnlyList<uint> Signature { get; }

    /// <summary>Reads <paramref name="article"/>; the words of the dates of its <paramref name="events"/> are no names.</summary>
    public static ArticleProfile Of(Article article, IReadOnlyList<DatedEvent> events) => new(article, events);

    /// <summary>The stems and numbers of <paramref name="evidence"/> but for those of its date, each once, in order.</summary>
    public IReadOnlyList<string> TermsOf(TextSpan evidence, TextSpan dateText)
    {
        var terms = new List<string>();
        var known = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new WordReader(_article.Text, evidence.Start, evidence.End);
        while (words.MoveNext())
        {
            if (words.Start < dateText.End && dateText.Start < words.End)
            {
                continue;
            }

            var stem = words.Word.Length > WordFrequency.StemLength && !words.IsNumber ? words.Word[..WordFrequency.StemLength] : words.Word;
            if (words.IsNumber || (stem.Length >= MinNameLength && _frequency.OfStem(stem) >= MinMentionWeight))
            {
                // One string a word, however many reports have it.
                var term = known.TryGetValue(stem, out var written, out _) ? written : stem.ToString();
                if (!terms.Contains(term, StringComparer.Ordinal))
                {
                    terms.Add(term);
                }
            }
        }

        return [.. terms];
    }

    /// <summary>The names of the article that stand in <paramref name="evidence"/>, folded, each once.</summary>
    public IReadOnlyList<string> NamesOf(TextSpan evidence)
    {
        var names = new List<string>();
        var known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = new WordReader(_article.Text, evidence.Start, evidence.End);
        while (words.MoveNext())
        {
            if (words.IsCapital && words.Word.Length >= MinNameLength && known.TryGetValue(words.Word, out var name, out _) && !names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private HashSet<string> DateWords(IReadOnlyList<DatedEvent> events)
    {
        var dateWords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var found in events)
        {
            var words = new WordReader(_article.Text, found.DateText.Start, found.DateText.End);
            while (words.MoveNext())
            {
                dateWords.Add(words.Word.ToString());
            }
        }

        return dateWords;
    }

    private void Count()
    {
        var dateWords = _dateWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var terms = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        var markers = s_nounMarkers.GetValueOrDefault(_article.Language, []).GetAlternateLookup<ReadOnlySpan<char>>();
        var frequentWords = s_frequentWords.GetValueOrDefault(_article.Language, []).GetAlternateLookup<ReadOnlySpan<char>>();
        var isMarked = false;
        var opening = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new WordReader(_article.Text, 0, _article.Text.Length);
        while (words.MoveNext())
        {
            var isNoun = isMarked && words.IsCapital && !words.IsOpening;
            isMarked = markers.Contains(words.Word);
            if (words.IsCapital && words.Word.Length >= MinNameLength && _frequency.OfWord(words.Word) >= MinNameWeight && !dateWords.Contains(words.Word))
            {
                if (words.IsOpening)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(opening.GetAlternateLookup<ReadOnlySpan<char>>(), words.Word, out _)++;
                }
                else
                {
                    ref var name = ref CollectionsMarshal.GetValueRefOrAddDefault(names, words.Word, out var isKnown);
                    name = (name.Count + 1, isKnown ? name.Written : _article.Text[words.Start..words.End]);
                    if (isNoun)
                    {
                        _nouns.Add(words.Word.ToString());
                    }
                }
            }
            else if (!words.IsNumber && words.Word.Length >= MinTermLength && !frequentWords.Contains(words.Word))
            {
                var stem = words.Word.Length > WordFrequency.StemLength ? words.Word[..WordFrequency.StemLength] : words.Word;
                if (_frequency.OfStem(stem) >= MinTermWeight)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(terms, stem, out _)++;
                }
            }
        }

        foreach (var (name, count) in opening)
        {
            if (_names.TryGetValue(name, out var known))
            {
                _names[name] = known with { Count = known.Count + count };
            }
        }
    }

    private IReadOnlyList<StoryTerm> Weigh()
    {
        var entries = new List<(string Key, string? Name, double Weight)>(_names.Count + _terms.Count);
        foreach (var (name, (count, written)) in _names)
        {
            entries.Add((name, written, (_nouns.Contains(name) ? TermShare : 1) * Tf(count) * Square(_frequency.OfWord(name))));
        }

        foreach (var (stem, count) in _terms)
        {
            entries.Add(($"{_article.Language}:{stem}", null, TermShare * Tf(count) * Square(_frequency.OfStem(stem))));
        }

        return StoryTerm.Normalize(entries, MaxEntries);

        static double Tf(int count) => 1 + Math.Log(count);
        static double Square(double weight) => weight * weight;
    }
}
