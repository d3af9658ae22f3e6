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

    private readonly Article _article;
    private readonly WordFrequency _frequency;
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
                var term = stem.ToString();
                if (!terms.Contains(term, StringComparer.Ordinal))
                {
                    terms.Add(term);
                }
            }
        }

        return terms;
    }

    /// <summary>The names of the article that stand in <paramref name="evidence"/>, folded, each once.</summary>
    public IReadOnlyList<string> NamesOf(TextSpan evidence)
    {
        var names = new List<string>();
        var words = new WordReader(_article.Text, evidence.Start, evidence.End);
        while (words.MoveNext())
        {
            if (words.IsCapital && words.Word.Length >= MinNameLength && words.Word.ToString() is var name && _names.ContainsKey(name) && !names.Contains(name, StringComparer.Ordinal))
            {
                names.Add(name);
            }
        }

        return names;
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
        var opening = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new WordReader(_article.Text, 0, _article.Text.Length);
        while (words.MoveNext())
        {
            if (words.IsCapital && words.Word.Length >= MinNameLength && _frequency.OfWord(words.Word) >= MinNameWeight && !dateWords.Contains(words.Word))
            {
                var name = words.Word.ToString();
                if (words.IsOpening)
                {
                    opening[name] = opening.GetValueOrDefault(name) + 1;
                }
                else
                {
                    var written = _names.TryGetValue(name, out var known) ? known.Written : _article.Text[words.Start..words.End];
                    _names[name] = (known.Count + 1, written);
                }
            }
            else if (!words.IsNumber && words.Word.Length >= MinTermLength)
            {
                var stem = words.Word.Length > WordFrequency.StemLength ? words.Word[..WordFrequency.StemLength] : words.Word;
                if (_frequency.OfStem(stem) >= MinTermWeight)
                {
                    var term = stem.ToString();
                    _terms[term] = _terms.GetValueOrDefault(term) + 1;
                }
            }
        }

        foreach (var (name, count) in opening.Where(entry => _names.ContainsKey(entry.Key)))
        {
            _names[name] = _names[name] with { Count = _names[name].Count + count };
        }
    }

    private List<StoryTerm> Weigh()
    {
        var names = _names.Select(entry => new StoryTerm(entry.Key, entry.Value.Written, Tf(entry.Value.Count) * Square(_frequency.OfWord(entry.Key))));
        var terms = _terms.Select(entry => new StoryTerm(
            $"{_article.Language}:{entry.Key}", null, TermShare * Tf(entry.Value) * Square(_frequency.OfStem(entry.Key))));
        return StoryTerm.Normalize(names.Concat(terms), MaxEntries);

        static double Tf(int count) => 1 + Math.Log(count);
        static double Square(double weight) => weight * weight;
    }
}
