using System.Collections.Frozen;
using System.Globalization;
using Pipeline.Extraction;

namespace Pipeline.Stories;

/// <summary>The words of each language that are a number by themselves ("deux", "zwei"). Immutable and thread-safe.</summary>
internal static class NumberWords
{
    // "Un" and "ein" are articles.
    private const int Least = 2;

    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> s_shipped = new(() =>
        LanguagePack.Shipped.ToFrozenDictionary(pack => pack.Language, Fold, StringComparer.Ordinal));

    /// <summary>The value of <paramref name="word"/>, folded, in digits; null where it is no number in <paramref name="language"/> (ISO 639-1).</summary>
    public static string? ValueOf(string language, string word) => s_shipped.Value.GetValueOrDefault(language)?.GetValueOrDefault(word);

    private static FrozenDictionary<string, string> Fold(LanguagePack pack) => pack.Cardinals.Where(number => number.Value >= Least)
        .SelectMany(number => WordReader.WordsOf(number.Key), (number, word) => (Word: word, number.Value))
        .GroupBy(number => number.Word, StringComparer.Ordinal)
        .ToFrozenDictionary(own => own.Key, own => own.First().Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
