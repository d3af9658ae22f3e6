using System.Text;
using Pipeline.Extraction.Events;
using Pipeline.Extraction.Temporal;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Tests.Properties;

/// <summary>Work grows as the text does, whatever the text. Steps are counted (<see cref="StepCount"/>), never timed.</summary>
public sealed class LinearWorkTests
{
    private const int Characters = 12_000;
    private const int Megabyte = 1_000_000;
    private const int LongPattern = 5;

    /// <summary>What one doubling may cost beyond the double: the last sentence, and the logarithm of looking a sentence up.</summary>
    private const double Tolerance = 1.1;

    /// <summary>An article takes three steps a character; a sentence in which every third word is a date and every third a verb of saying takes the most.</summary>
    private const int MaxStepsPerCharacter = 2_500;

    /// <summary>In front of all: a text without a date is not cut into sentences.</summary>
    private const string Date = "2026-03-05 ";

    private static readonly DocumentTime Published = new(new DateOnly(2026, 3, 5));
    private static readonly ExtractionOptions AllEvents = new() { MaxEvents = int.MaxValue };

    /// <summary>Hostile in every language.</summary>
    private static readonly string[] Pieces =
    [
        "7", "7 ", "1 000 ", "1.", "1.7", "123.456.", "2026-03-05 ", "12.03.2026 ", "12/03/", "9:10 – ", "\n9:10 – ", ",", ", ", ".", ". ", "…", "; ", "\"", "\" ", ". \" ", "« ", "» ", "« \" ",
        "“„ ", "“„« ", "”“ ", "(", ") ", ". ) ", "[ ", "'", "’ ", "-", "- ", "– ", "a", "A", "a-", "A-", "A B ", "e\u0301", "\u0301", "\ud800", "\n", "\r\n\r\n", "\u00a0", " ",
    ];

    /// <summary>Hostile by the words of one language: names of days and months only, chains that ask for one more end, verbs between dates.</summary>
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["fr"] = ["lundi ", "lundimardi", "mars ", "Mars ", "de lundi à mardi ", "du 5 au ", "la nuit de lundi à ", "le premier lundi de ", "lundi, aura, ", "le 5 est mort, le 6 aurait nié ", "reporté du 5 au 6 ", "vingt-", "mille cent ", "il y a ", "si lundi ", "a dit lundi, "],
        ["en"] = ["Monday ", "MondayTuesday", "March ", "may ", "from Monday to Tuesday ", "between May 5 and ", "the night of Monday to ", "the first Monday in ", "Monday, will, ", "on May 5 died, on May 6 would deny ", "moved from May 5 to May 6 ", "twenty-", "one thousand one hundred ", "two days ", "if Monday ", "said Monday, "],
        ["de"] = ["Montag ", "MontagDienstag", "März ", "von Montag bis Dienstag ", "vom 5. bis ", "in der Nacht von Montag auf ", "am ersten Montag im ", "Montag, wird, ", "am 5. starb er, am 6. würde er ", "vom 5. auf den 6. verschoben ", "ein und ", "tausend hundert ", "vor zwei ", "falls Montag ", "sagte am Montag, "],
        ["es"] = ["lunes ", "lunesmartes", "marzo ", "de lunes a martes ", "del 5 al ", "la noche del lunes al ", "el primer lunes de ", "lunes, será, ", "el 5 murió, el 6 habría negado ", "aplazado del 5 al 6 ", "treinta y ", "mil cien ", "hace dos ", "si el lunes ", "dijo el lunes, "],
        ["it"] = ["lunedì ", "lunedìmartedì", "marzo ", "da lunedì a martedì ", "dal 5 al ", "nella notte tra lunedì e ", "il primo lunedì di ", "lunedì, sarà, ", "il 5 è morto, il 6 avrebbe negato ", "rinviato dal 5 al 6 ", "venti-", "mille cento ", "due giorni ", "se lunedì ", "ha detto lunedì, "],
    };

    public static TheoryData<string, string> Texts => [.. LanguagePack.Shipped.SelectMany(pack => Words[pack.Code].Concat(Pieces)
        .Select(piece => new TheoryDataRow<string, string>(pack.Code, piece)))];

    public static TheoryData<string> Codes => [.. LanguagePack.Shipped.Select(pack => pack.Code)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Extract_HostileText_TakesStepsAsItIsLong(string code, string piece) => AssertLinear(LanguagePack.For(code), piece);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Extract_BeginningsOfLongPatterns_TakesStepsAsItIsLong(string code)
    {
        var pack = LanguagePack.For(code);

        Assert.All(Beginnings(pack).ToList(), piece => AssertLinear(pack, piece));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Extract_OneSentenceOfAMegabyte_TakesFewStepsACharacter(string code)
    {
        var pack = LanguagePack.For(code);
        var piece = string.Concat(Words[code]);

        Assert.InRange(Steps(pack, Repeat(piece, Megabyte)), 1, (long)Megabyte * MaxStepsPerCharacter);
    }

    private static void AssertLinear(LanguagePack pack, string piece)
    {
        var (once, twice, fourTimes) = (Steps(pack, Repeat(piece, Characters)), Steps(pack, Repeat(piece, 2 * Characters)), Steps(pack, Repeat(piece, 4 * Characters)));

        Assert.True(
            twice <= 2 * Tolerance * once && fourTimes <= 2 * Tolerance * twice && fourTimes <= 4L * Characters * MaxStepsPerCharacter,
            $"{pack.Code} '{piece}': {once} steps, {twice} for twice, {fourTimes} for four times the text");
    }

    /// <summary>The texts of the pack's examples cut before the last token of a long match, so that the automaton goes far and comes back with little.</summary>
    private static IEnumerable<string> Beginnings(LanguagePack pack)
    {
        foreach (var text in pack.Patterns.SelectMany(pattern => pattern.Examples).Select(example => example.Text).Distinct(StringComparer.Ordinal))
        {
            using var tokens = Tokenizer.Tokenize(text, pack.Lexicon);
            for (var i = 0; i < tokens.Count; i++)
            {
                var end = pack.Automaton.Match(tokens, i).End;
                if (end - i >= LongPattern)
                {
                    yield return text[tokens[i].Start..tokens[end - 1].Start];
                }
            }
        }
    }

    private static long Steps(LanguagePack pack, string text)
    {
        using var tagged = new TemporalTagger(pack).Tag(NormalizedText.Of(text).Text, Published, AllEvents);
        _ = new EventFinder(tagged, Published, AllEvents).Find();
        return tagged.Tokens.Steps;
    }

    private static string Repeat(string piece, int characters) =>
        new StringBuilder(characters + piece.Length).Insert(0, piece, (characters / piece.Length) + 1).Insert(0, Date).ToString(0, characters);
}
