namespace Pipeline.Extraction.Events;

/// <summary>A cue and where it stands, in tokens.</summary>
internal readonly record struct Cue(CueKind Kind, int First, int End);
