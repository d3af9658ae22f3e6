namespace Pipeline.Extraction.Languages;

/// <summary>Numerals that grow together with the unit in front: "einundzwanzig", "dreihundert", "neunzehnhundert", "siebenundzwanzigsten".</summary>
internal sealed record FusedNumerals
{
    /// <summary>What stands between unit and tens: <c>und</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>Forms of units that only stand in front of others: <c>ein</c> -> 1.</summary>
    public Dictionary<string, int> Units { get; init; } = [];

    /// <summary>Endings that make an ordinal of tens: <c>ste</c>, <c>sten</c>.</summary>
    public string[] OrdinalEndings { get; init; } = [];

    /// <summary>The cardinals that the words of <paramref name="cardinals"/> make: 21 to 99, hundreds and thousands, and the hundreds of years.</summary>
    public IEnumerable<(string Word, int Value)> Cardinals(IReadOnlyDictionary<string, int> cardinals)
    {
        foreach (var (tens, value) in cardinals)
        {
            foreach (var (unit, small) in Units)
            {
                if (value is >= 20 and < 100)
                {
                    yield return (unit + Connector + tens, value + small);
                }
                else if (value is 100 or 1000)
                {
                    yield return (unit + tens, value * small);
                }
            }

            foreach (var (teen, count) in cardinals)
            {
                if (value == 100 && count is >= 11 and < 20)
                {
                    yield return (teen + tens, value * count);
                }
            }
        }
    }

    /// <summary>The ordinals of the tens and of the compounds below a hundred.</summary>
    public IEnumerable<(string Word, int Value)> Ordinals(IReadOnlyDictionary<string, int> cardinals) =>
        cardinals.Select(pair => (Word: pair.Key, pair.Value)).Concat(Cardinals(cardinals))
            .Where(numeral => numeral.Value is >= 20 and < 100)
            .SelectMany(numeral => OrdinalEndings.Select(ending => (numeral.Word + ending, numeral.Value)));
}
