namespace Pipeline.Extraction.Languages;

/// <summary>The features that numbers have by their form; word classes and literal words of a pack follow after <see cref="Count"/>.</summary>
internal static class Feature
{
    public const int Int = 0;
    public const int Day = 1;
    public const int TwoDigitDay = 2;
    public const int TwoDigitMonth = 3;
    public const int MonthNumber = 4;
    public const int Year = 5;
    public const int TwoDigits = 6;
    public const int Hour = 7;
    public const int Minute = 8;
    public const int Ordinal = 9;
    public const int Number = 10;
    public const int Decimal = 11;
    public const int EndOfText = 12;
    public const int LowerWord = 13;
    public const int CapitalWord = 14;
    public const int Count = 15;

    /// <summary>The names under which patterns ask for them.</summary>
    public static readonly string[] Names =
    [
        "int", "day", "dd", "mm", "m", "year", "yy", "hour", "min", "ord", "n", "dec", "end", "lower", "capital",
    ];
}
