namespace Pipeline.Digest;

/// <summary>Identity of a variant within its issue: what its readers have in common.</summary>
/// <param name="Value">26 characters; see <see cref="Identifier"/>.</param>
public readonly record struct VariantId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
