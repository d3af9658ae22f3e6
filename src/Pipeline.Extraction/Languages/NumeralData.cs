namespace Pipeline.Extraction.Languages;

/// <summary>How a language writes numbers in words, as in <c>language.json</c>.</summary>
internal sealed record NumeralData
{
    /// <summary>Cardinals that others are made of: <c>un</c> -> 1, <c>vingt</c> -> 20, <c>cent</c> -> 100, <c>mille</c> -> 1000.</summary>
    public Dictionary<string, int> Cardinals { get; init; } = [];

    /// <summary>Ordinals in words.</summary>
    public Dictionary<string, int> Ordinals { get; init; } = [];

    /// <summary>Letters that make an ordinal of digits: <c>er</c>, <c>e</c>, <c>th</c>.</summary>
    public string[] OrdinalSuffixes { get; init; } = [];

    /// <summary>Suffixes that mark a day of the month as well: <c>er</c> in "1er mai", <c>th</c> in "4th May".</summary>
    public string[] DaySuffixes { get; init; } = [];

    /// <summary>Words between tens and units: <c>et</c>, <c>y</c>.</summary>
    public string[] TensConnectors { get; init; } = [];

    /// <summary>Words after hundreds: <c>and</c>.</summary>
    public string[] HundredsConnectors { get; init; } = [];

    /// <summary>Sixty and eighty take 1 to 19, and four twenties are eighty (French).</summary>
    public bool Vigesimal { get; init; }

    /// <summary>Two pairs make a year: "nineteen eighty-four" (English).</summary>
    public bool PairedYears { get; init; }

    /// <summary>How numerals grow together into one word (German); null where they stay apart.</summary>
    public FusedNumerals? Fused { get; init; }

    /// <summary>A point may stand before decimals ("30.4"). Where it may not, "8.30" is an hour and "2.4." a date.</summary>
    public bool DecimalPoint { get; init; } = true;

    /// <summary>Digits with a point are an ordinal ("am 21. Mai", "im 3. Quartal"), so the point ends no sentence before a noun.</summary>
    public bool OrdinalPoint { get; init; }
}
