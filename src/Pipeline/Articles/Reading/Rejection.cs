namespace Pipeline.Articles.Reading;

/// <summary>A refusal, with what its sentences need; the sentences are keys of the languages. Immutable.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">What the sentence names: a limit, a count or a format; empty where it names nothing.</param>
public sealed record Rejection(RejectionCode Code, string Detail = "")
{
    /// <summary>The reason in one sentence for an editor.</summary>
    public string Reason(Strings strings)
    {
        ArgumentNullException.ThrowIfNull(strings);
        return strings.Text($"rejection.{Code.Name()}.reason", ("detail", Detail));
    }

    /// <summary>What the editor can do, in one sentence.</summary>
    public string Remedy(Strings strings)
    {
        ArgumentNullException.ThrowIfNull(strings);
        return strings.Text($"rejection.{Code.Name()}.remedy", ("detail", Detail));
    }
}
