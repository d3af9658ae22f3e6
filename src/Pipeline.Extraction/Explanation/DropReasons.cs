namespace Pipeline.Extraction.Explanation;

/// <summary>The names of the reasons in files.</summary>
public static class DropReasons
{
    /// <summary>The stable name, in lower case with hyphens: <c>names-thing</c>.</summary>
    public static string Code(this DropReason reason) => reason switch
    {
        DropReason.Unresolved => "unresolved",
        DropReason.ImpossibleDate => "impossible-date",
        DropReason.Title => "title",
        DropReason.Subheading => "subheading",
        DropReason.Quotation => "quotation",
        DropReason.Stamp => "stamp",
        DropReason.HeadingHour => "heading-hour",
        DropReason.Hours => "hours",
        DropReason.Duration => "duration",
        DropReason.Repetition => "repetition",
        DropReason.NamesThing => "names-thing",
        DropReason.Comparison => "comparison",
        DropReason.Hypothesis => "hypothesis",
        DropReason.Attribution => "attribution",
        DropReason.EndlessPeriod => "endless-period",
        DropReason.Superseded => "superseded",
        DropReason.Repeated => "repeated",
        DropReason.OverLimit => "over-limit",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
