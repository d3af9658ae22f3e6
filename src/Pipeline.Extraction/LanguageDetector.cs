using Pipeline.Extraction.Text;

namespace Pipeline.Extraction;

/// <summary>Tells the language of a text by its function words, the most frequent short words of each pack (stop-word method). Thread-safe.</summary>
public sealed class LanguageDetector
{
    private const int MaxCharacters = 20_000;
    private const double Lead = 1.25;
    private readonly IReadOnlyList<LanguagePack> _packs;

    /// <summary>A detector that chooses among <paramref name="packs"/>.</summary>
    public LanguageDetector(IReadOnlyList<LanguagePack> packs) => _packs = packs;

    /// <summary>The pack of the language of <paramref name="text"/>, or null where no language leads clearly.</summary>
    public LanguagePack? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = NormalizedText.Of(text.Length > MaxCharacters ? text[..MaxCharacters] : text).Text;
        var scores = new int[_packs.Count];
        var end = text.Length;
        for (var i = 0; i < end; i++)
        {
            if (!Letters.IsLetter(text[i]))
            {
                continue;
            }

            var start = i;
            while (i < end && Letters.IsLetter(text[i]))
            {
                i++;
            }

            var word = Letters.Fold(text.AsSpan(start, i - start));
            for (var pack = 0; pack < scores.Length; pack++)
            {
                scores[pack] += _packs[pack].FunctionWords.Contains(word) ? 1 : 0;
            }
        }

        var best = Array.IndexOf(scores, scores.DefaultIfEmpty().Max());
        var second = scores.Where((_, pack) => pack != best).DefaultIfEmpty().Max();
        return best >= 0 && scores[best] > 0 && scores[best] >= second * Lead ? _packs[best] : null;
    }
}
