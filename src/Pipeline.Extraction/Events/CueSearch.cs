namespace Pipeline.Extraction.Events;

/// <summary>Questions about a row of cues, without allocation.</summary>
internal static class CueSearch
{
    /// <summary>Whether the cue is a verb or stands for one.</summary>
    public static bool IsVerb(this Cue cue) => cue.Kind
        is CueKind.Past or CueKind.Present or CueKind.Future or CueKind.Conditional or CueKind.Planned or CueKind.Cancelled or CueKind.CalledOff or CueKind.Say
        or CueKind.Unfulfilled or CueKind.Subjunctive;

    /// <summary>The kinds that occur, one bit each: what no cue can answer need not be asked.</summary>
    public static uint Kinds(this ReadOnlySpan<Cue> cues)
    {
        var kinds = 0u;
        foreach (var cue in cues)
        {
            kinds |= Bit(cue.Kind);
        }

        return kinds;
    }

    /// <summary>The bit of a kind in <see cref="Kinds"/>.</summary>
    public static uint Bit(CueKind kind) => 1u << (int)kind;

    /// <summary>Whether a cue of that kind lies between two tokens.</summary>
    public static bool Has(this ReadOnlySpan<Cue> cues, CueKind kind, int first = 0, int end = int.MaxValue)
    {
        foreach (var cue in cues)
        {
            if (cue.Kind == kind && cue.First >= first && cue.End <= end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a verb lies between two tokens.</summary>
    public static bool HasVerb(this ReadOnlySpan<Cue> cues, int first = 0, int end = int.MaxValue)
    {
        foreach (var cue in cues)
        {
            if (cue.IsVerb() && cue.First >= first && cue.End <= end)
            {
                return true;
            }
        }

        return false;
    }
}
