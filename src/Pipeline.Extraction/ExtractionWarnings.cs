namespace Pipeline.Extraction;

/// <summary>The names of the warnings in files, tables and string keys.</summary>
public static class ExtractionWarnings
{
    /// <summary>The stable name, in lower case with hyphens: <c>weekday-mismatch</c>.</summary>
    public static string Code(this ExtractionWarning warning) => warning switch
    {
        ExtractionWarning.WeekdayMismatch => "weekday-mismatch",
        ExtractionWarning.ImpossibleDate => "impossible-date",
        ExtractionWarning.UncertainDirection => "uncertain-direction",
        ExtractionWarning.AmbiguousNumericDate => "ambiguous-numeric-date",
        ExtractionWarning.SourceContradiction => "source-contradiction",
        ExtractionWarning.AssumedPublication => "assumed-publication",
        ExtractionWarning.Hearsay => "hearsay",
        ExtractionWarning.TooManyDates => "too-many-dates",
        _ => throw new ArgumentOutOfRangeException(nameof(warning), warning, null),
    };
}
