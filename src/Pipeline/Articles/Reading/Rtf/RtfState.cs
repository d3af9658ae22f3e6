namespace Pipeline.Articles.Reading.Rtf;

/// <summary>What holds in a group and ends with it.</summary>
internal record struct RtfState
{
    /// <summary>Where the text goes.</summary>
    public RtfDestination Destination { get; set; }

    /// <summary>Where it went before the group with two writings of one text (<c>\upr</c>) began.</summary>
    public RtfDestination Outer { get; set; }

    /// <summary>Characters that stand for one <c>\u</c> where Unicode is not known.</summary>
    public int Fallback { get; set; }

    /// <summary>Whether a text box began in this very group and ends with it.</summary>
    public bool IsBox { get; set; }

    /// <summary>Number of the font.</summary>
    public int? Font { get; set; }

    /// <summary>Whether the text is hidden.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether the text is a tracked deletion.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Whether the paragraph stands in a table.</summary>
    public bool IsInTable { get; set; }

    /// <summary>What the paragraph is.</summary>
    public HeadingKind Heading { get; set; }
}
