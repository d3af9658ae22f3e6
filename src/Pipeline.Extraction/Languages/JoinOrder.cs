namespace Pipeline.Extraction.Languages;

/// <summary>In which order the words between two expressions join them.</summary>
[Flags]
internal enum JoinOrder
{
    /// <summary>"le 5 juin, à 17 h".</summary>
    DayThenTime = 1,

    /// <summary>"first light on Sunday".</summary>
    TimeThenDay = 2,
}
