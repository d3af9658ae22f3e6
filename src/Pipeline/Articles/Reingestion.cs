namespace Pipeline.Articles;

/// <summary>How far reading again has come.</summary>
/// <param name="Read">Articles and archives that were read again.</param>
/// <param name="Refused">Those of them that are refused now.</param>
/// <param name="Gone">Articles whose files are no longer there; the next comparison withdraws them.</param>
public sealed record Reingestion(int Read, int Refused, int Gone)
{
    /// <summary>This with one more, of which <paramref name="outcome"/> became.</summary>
    internal Reingestion With(IngestOutcome? outcome) => outcome switch
    {
        null => this with { Gone = Gone + 1 },
        IngestOutcome.Quarantined => this with { Read = Read + 1, Refused = Refused + 1 },
        _ => this with { Read = Read + 1 },
    };
}
