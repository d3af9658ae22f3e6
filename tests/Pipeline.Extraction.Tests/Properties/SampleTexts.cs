using CsCheck;
using Pipeline.Extraction.Tests.Goldens;

namespace Pipeline.Extraction.Tests.Properties;

/// <summary>Texts for properties that hold for every text.</summary>
internal static class SampleTexts
{
    private static readonly string[] Marks =
    [
        " ", "\n", "\u00a0", "\u202f", ".", ",", "-", "–", "—", "'", "’", "\"", "«", "»", "“", "(", ")", ":", "/", "\0", "\u0301", "\ud800", "\udc00", "😀", "İ", "ß",
        "0", "1", "12", "31", "99", "2026", "0000", "99999", "999999999", "2147483648", "10000000000000000000",
    ];

    /// <summary>Every text of the golden files of a language.</summary>
    public static IReadOnlyList<GoldenLine> Of(string language) => [.. GoldenFiles.Lines().Where(line => line.Language == language)];

    /// <summary>Words of the golden texts in any order, mixed with marks, numbers and broken characters.</summary>
    public static Gen<string> Shuffled(string language)
    {
        var words = Of(language).SelectMany(line => line.Text.Split(' ')).Concat(LanguagePack.For(language).FrequentWords).Distinct().ToArray();
        var piece = Gen.Frequency((4, OneOf(words).Select(word => word + " ")), (3, OneOf(Marks)), (1, Gen.Char.Select(c => c.ToString())));
        return piece.Array[0, 60].Select(pieces => string.Concat(pieces));
    }

    private static Gen<string> OneOf(string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
}
