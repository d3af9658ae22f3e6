namespace Pipeline.CrashRun;

/// <summary>What goes wrong in a run, from the arguments of the process: <c>kill:before:17</c>, <c>kill:after:17</c>, <c>faults:42</c> (a seed) or <c>none</c>.</summary>
internal abstract record Mischief
{
    private Mischief()
    {
    }

    /// <summary>Nothing.</summary>
    internal sealed record None : Mischief;

    /// <summary>The process is killed before or after the call of this number.</summary>
    internal sealed record Kill(int Call, bool IsAfter) : Mischief;

    /// <summary>Refusals, throttling, lost and slow replies, by chance.</summary>
    internal sealed record Faults(int Seed) : Mischief;

    public static Mischief Parse(string text) => text.Split(':') switch
    {
        ["none"] => new None(),
        ["kill", var moment, var call] => new Kill(int.Parse(call, System.Globalization.CultureInfo.InvariantCulture), moment == "after"),
        ["faults", var seed] => new Faults(int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"'{text}' is no mischief.", nameof(text)),
    };
}
