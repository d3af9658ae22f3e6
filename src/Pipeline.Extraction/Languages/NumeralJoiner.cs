using Pipeline.Extraction.Text;

namespace Pipeline.Extraction.Languages;

/// <summary>Joins numerals of several tokens into one: "soixante-douze", "vingt et un", "twenty-first", "1er", "3rd".</summary>
internal sealed class NumeralJoiner
{
    private readonly NumeralData _data;
    private readonly Lexicon _lexicon;
    private readonly bool[] _isPart;
    private readonly int _cardinal;
    private readonly int _suffix;
    private readonly int _daySuffix;
    private readonly int _tensConnector;
    private readonly int _hundredsConnector;
    private readonly int _hyphen;

    public NumeralJoiner(NumeralData data, Lexicon lexicon)
    {
        _data = data;
        _lexicon = lexicon;
        _cardinal = lexicon.Features["<cardinal>"];
        _suffix = lexicon.Features["<ordinal-suffix>"];
        _daySuffix = lexicon.Features["<day-suffix>"];
        _tensConnector = lexicon.Features["<tens-connector>"];
        _hundredsConnector = lexicon.Features["<hundreds-connector>"];
        _hyphen = lexicon.Features["-"];
        _isPart = new bool[lexicon.SignatureCount];
        for (var i = 0; i < _isPart.Length; i++)
        {
            var features = lexicon.FeaturesOf(i);
            _isPart[i] = features.Contains(_cardinal) || features.Contains(Feature.Ordinal) || features.Contains(_suffix);
        }
    }

    /// <summary>Enters the words of <paramref name="data"/> in <paramref name="builder"/>.</summary>
    public static void AddWords(NumeralData data, LexiconBuilder builder)
    {
        var cardinal = builder.Class("cardinal");
        var cardinals = data.Cardinals.Select(pair => (Word: pair.Key, pair.Value)).Concat(data.Fused?.Cardinals(data.Cardinals) ?? []);
        foreach (var (word, value) in cardinals)
        {
            var text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            builder.AddWord(word, cardinal, text, false);
            builder.AddWord(word, Feature.Number, text, false);
        }

        var ordinals = data.Ordinals.Select(pair => (Word: pair.Key, pair.Value)).Concat(data.Fused?.Ordinals(data.Cardinals) ?? []);
        foreach (var (word, value) in ordinals)
        {
            builder.AddWord(word, Feature.Ordinal, value.ToString(System.Globalization.CultureInfo.InvariantCulture), false);
        }

        AddClass("ordinal-suffix", data.OrdinalSuffixes);
        AddClass("day-suffix", data.DaySuffixes);
        AddClass("tens-connector", data.TensConnectors);
        AddClass("hundreds-connector", data.HundredsConnectors);
        builder.Literal("-");

        void AddClass(string name, string[] words)
        {
            var feature = builder.Class(name);
            foreach (var word in words)
            {
                builder.AddWord(word, feature, null, false);
            }
        }
    }

    /// <summary>Whether a point may stand before decimals.</summary>
    public bool HasDecimalPoint => _data.DecimalPoint;

    /// <summary>Whether digits with a point are an ordinal.</summary>
    public bool HasOrdinalPoint => _data.OrdinalPoint;

    /// <summary>Joins the last token to the ones before it where they make one number.</summary>
    public void TryJoin(TokenList tokens)
    {
        var last = tokens.Count - 1;
        if (last < 1 || !_isPart[tokens[last].Signature])
        {
            return;
        }

        ref var token = ref tokens[last];
        ref var previous = ref tokens[last - 1];
        if (!token.SpaceBefore && previous is { Kind: TokenKind.Number, Value: > 0 } && _lexicon.Has(token, _suffix))
        {
            var isDay = previous.Value <= 31 && _lexicon.Has(token, _daySuffix);
            Join(tokens, last - 1, previous.Value, isDay ? _lexicon.OrdinalDay : _lexicon.Ordinal);
            return;
        }

        var first = last - 1;
        if (IsConnector(previous, token))
        {
            first--;
        }

        if (first < 0 || NumberOf(tokens[first]) is not { } current)
        {
            return;
        }

        var isOrdinal = _lexicon.Has(token, Feature.Ordinal);
        if (ValueOf(token, isOrdinal ? Feature.Ordinal : _cardinal) is not { } value
            || Combine(current, value, first == last - 2 ? previous : default, first == last - 2) is not { } sum)
        {
            return;
        }

        Join(tokens, first, sum, isOrdinal ? _lexicon.Ordinal : sum is >= 1000 and < 2200 ? _lexicon.Year : _lexicon.Number);
    }

    private int? NumberOf(in Token token) => token.Kind == TokenKind.Number && _lexicon.FeaturesOf(token.Signature) is [Feature.Number] or
        [Feature.Year, Feature.Number] or [Feature.Int, Feature.Year, Feature.Number]
        ? WordsOnly(token)
        : token.Kind == TokenKind.Word ? ValueOf(token, _cardinal) : null;

    /// <summary>Only numbers made of words go on growing; digits followed by a word ("2 millions") do not.</summary>
    private static int? WordsOnly(in Token token) => token is { Capital: true } ? token.Value : null;

    private int? ValueOf(in Token token, int feature) =>
        _lexicon.ValueOf(token, feature) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    private bool IsConnector(in Token previous, in Token token) =>
        (!previous.SpaceBefore && !token.SpaceBefore && _lexicon.Has(previous, _hyphen))
        || _lexicon.Has(previous, _tensConnector) || _lexicon.Has(previous, _hundredsConnector);

    private int? Combine(int current, int value, in Token connector, bool connected)
    {
        if (connected && _lexicon.Has(connector, _tensConnector) && !(current % 100 >= 20 && current % 10 == 0 && value is < 10 or 11))
        {
            return null;
        }

        if (connected && _lexicon.Has(connector, _hundredsConnector) && current % 100 != 0)
        {
            return null;
        }

        return value switch
        {
            100 when current > 1000 && current % 1000 is > 1 and < 10 => current + (99 * (current % 10)),
            100 or 1000 => current < value && current > 0 ? current * value : current % 1000 == 0 && value == 100 ? current + 100 : null,
            20 when _data.Vigesimal && current % 100 == 4 => current + 76,
            _ when _data.PairedYears && current is >= 13 and <= 20 && value is >= 10 and < 100 => (current * 100) + value,
            < 20 when _data.Vigesimal && current % 100 is 60 or 80 => current + value,
            >= 7 and < 10 when _data.Vigesimal && current % 100 == 10 && connected => current + value,
            < 10 when current % 10 == 0 && current % 100 >= 20 => current + value,
            < 100 when current >= 100 && current % 100 == 0 => current + value,
            < 1000 when value % 100 == 0 && current % 1000 == 0 => current + value,
            _ => null,
        };
    }

    private static void Join(TokenList tokens, int first, int value, int signature)
    {
        var end = tokens[tokens.Count - 1].End;
        tokens.RemoveLast(tokens.Count - 1 - first);
        ref var token = ref tokens[first];
        var words = token.Kind == TokenKind.Word || token.Capital;
        token.Kind = TokenKind.Number;
        token.Value = value;
        token.Signature = signature;
        token.End = end == 0 ? token.End : end;
        token.Capital = words;
    }
}
