using System.Globalization;
using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>
/// The words of a language with the features that patterns can ask for. Each word leads to a signature, the number of a set of
/// features; the automaton runs over signatures. Look-up is an open-addressing table over folded characters. Immutable once built.
/// </summary>
internal sealed class Lexicon
{
    private const int MaxYear = 2199;
    private const int MinYear = 1000;
    private const string YearZero = "0000";

    /// <summary>The numbers up to the last year, written once: a text names the same years again and again.</summary>
    private static readonly string[] Written = [.. Enumerable.Range(0, MaxYear + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    private readonly Slot[] _slots;
    private readonly int[] _shortNumbers = new int[200];
    private readonly int[][] _signatures;
    private readonly (int Feature, string? Value)[][] _values;
    private readonly int _lowerWord;
    private readonly int _mark;
    private readonly int _capitalWord;
    private readonly int _year;
    private readonly int _int;
    private readonly int _decimal;

    public Lexicon(LexiconBuilder builder)
    {
        Features = builder.FeatureNames;
        (_slots, _values) = builder.BuildTable();
        _lowerWord = builder.Signature(Feature.LowerWord);
        _capitalWord = builder.Signature(Feature.CapitalWord);
        _mark = builder.Signature();
        _year = builder.Signature(Feature.Int, Feature.Number, Feature.Year);
        _int = builder.Signature(Feature.Int, Feature.Number);
        _decimal = builder.Signature(Feature.Decimal);
        Ordinal = builder.Signature(Feature.Ordinal);
        OrdinalDay = builder.Signature(Feature.Ordinal, Feature.Day);
        Number = builder.Signature(Feature.Number);
        BuildShortNumbers(builder);
        _signatures = builder.Signatures();
        Numerals = new NumeralJoiner(builder.Numerals, this);
    }

    /// <summary>Names of the features, by number.</summary>
    public IReadOnlyDictionary<string, int> Features { get; }

    /// <summary>Joins numerals of several words.</summary>
    public NumeralJoiner Numerals { get; }

    public int Ordinal { get; }

    public int OrdinalDay { get; }

    public int Number { get; }

    public int Year => _year;

    public int SignatureCount => _signatures.Length;

    /// <summary>The features of a signature, ascending.</summary>
    public int[] FeaturesOf(int signature) => _signatures[signature];

    public bool Has(in Token token, int feature) => Array.BinarySearch(_signatures[token.Signature], feature) >= 0;

    /// <summary>The value that the lexicon gives to the word of <paramref name="token"/> as a member of a class, or null.</summary>
    public string? ValueOf(in Token token, int feature)
    {
        if (token.Kind == TokenKind.Number)
        {
            return token.Value < 0 ? null
                : token.Value == 0 && token.Signature == _year ? YearZero
                : token.Value < Written.Length ? Written[token.Value] : token.Value.ToString(CultureInfo.InvariantCulture);
        }

        if (token.Value < 0)
        {
            return null;
        }

        foreach (var (own, value) in _values[token.Value])
        {
            if (own == feature)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gives <paramref name="token"/> the signature of <paramref name="word"/>.</summary>
    public void LookUp(ReadOnlySpan<char> word, bool capital, ref Token token)
    {
        var hash = Hash(word);
        for (var i = hash & (_slots.Length - 1); ; i = (i + 1) & (_slots.Length - 1))
        {
            ref readonly var slot = ref _slots[i];
            if (slot.Word is null)
            {
                token.Signature = capital ? _capitalWord : _lowerWord;
                return;
            }

            if (slot.Hash == hash && SameFolded(slot.Word, word))
            {
                token.Signature = capital ? slot.CapitalSignature : slot.Signature;
                token.Value = slot.Value;
                return;
            }
        }
    }

    /// <summary>Gives <paramref name="token"/> the signature of a mark; an unknown one has no feature.</summary>
    public void LookUpMark(ReadOnlySpan<char> mark, ref Token token)
    {
        LookUp(mark, false, ref token);
        if (token.Value < 0)
        {
            token.Signature = _mark;
        }
    }

    /// <summary>The signature of a number by its digits; <paramref name="whole"/>: grouped or decimal, no part of a date.</summary>
    public int NumberSignature(ReadOnlySpan<char> digits, bool whole)
    {
        if (whole)
        {
            return _decimal;
        }

        if (digits.Length <= 2)
        {
            var value = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            return _shortNumbers[digits.Length == 1 ? value : 100 + value];
        }

        // Nobody writes 0000 and means a number: it is a year that does not exist.
        return digits.Length == 4 && int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) is (>= MinYear and <= MaxYear) or 0 ? _year : _int;
    }

    internal static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 17;
        foreach (var c in word)
        {
            hash = (hash * 31) + Letters.Fold(c);
        }

        return (hash ^ (hash >> 15)) & int.MaxValue;
    }

    private static bool SameFolded(string folded, ReadOnlySpan<char> word)
    {
        if (folded.Length != word.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (folded[i] != Letters.Fold(word[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void BuildShortNumbers(LexiconBuilder builder)
    {
        for (var length = 1; length <= 2; length++)
        {
            for (var value = 0; value < (length == 1 ? 10 : 100); value++)
            {
                var features = new List<int> { Feature.Int, Feature.Number };
                AddIf(value is >= 1 and <= 31, Feature.Day);
                AddIf(value is >= 1 and <= 12, Feature.MonthNumber);
                AddIf(value <= 24, Feature.Hour);
                AddIf(length == 2 && value is >= 1 and <= 31, Feature.TwoDigitDay);
                AddIf(length == 2 && value is >= 1 and <= 12, Feature.TwoDigitMonth);
                AddIf(length == 2, Feature.TwoDigits);
                AddIf(length == 2 && value < 60, Feature.Minute);
                _shortNumbers[length == 1 ? value : 100 + value] = builder.Signature([.. features]);

                void AddIf(bool condition, int feature)
                {
                    if (condition)
                    {
                        features.Add(feature);
                    }
                }
            }
        }
    }

    /// <summary>A word of the table: its signatures in lower case and with a capital, and the row of its values.</summary>
    internal readonly record struct Slot(string? Word, int Hash, int Signature, int CapitalSignature, int Value);
}
