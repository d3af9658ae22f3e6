namespace Pipeline.Extraction.Events;

/// <summary>A cue and where it stands, in tokens.</summary>
internal readonly record struct Cue(CueKind Kind, int First, int End)
{
    /// <summary>How much the clause borders of its sentence part up to here, its own included.</summary>
    public int Borders { get; init; }
}
