namespace Pipeline.Articles;

/// <summary>How far a publication date can be trusted; the shares are of right dates among 1,000 pages.</summary>
public enum PublicationConfidence
{
    /// <summary>Two or more sources agree, or an editor named it (98 %).</summary>
    Agreed,

    /// <summary>One source names it (89 %).</summary>
    OneSource,

    /// <summary>The sources disagree (63 %), or all name a day that is still to come: relative dates counted from it are doubtful.</summary>
    Disputed,

    /// <summary>The text alone or nothing names it (51 %): relative dates counted from it are doubtful.</summary>
    Weak,
}
