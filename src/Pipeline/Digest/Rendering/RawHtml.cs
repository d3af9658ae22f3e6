namespace Pipeline.Digest.Rendering;

/// <summary>Markup that a template made itself and that is not escaped again.</summary>
/// <param name="Markup">The markup.</param>
internal sealed record RawHtml(string Markup)
{
    /// <inheritdoc/>
    public override string ToString() => Markup;
}
