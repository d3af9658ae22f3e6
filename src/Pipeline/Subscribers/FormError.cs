namespace Pipeline.Subscribers;

/// <summary>Why a field cannot be taken as it is.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Code">The last part of the sentence's key below <c>readers.error</c>.</param>
/// <param name="Value">What was sent, on one line and cut; for the sentences that repeat it.</param>
public sealed record FormError(string Field, string Code, string Value)
{
    /// <summary>The sentence.</summary>
    public string Sentence(Strings strings)
    {
        ArgumentNullException.ThrowIfNull(strings);
        return strings.Text("readers.error." + Code, ("value", Value));
    }
}
