namespace Pipeline.Stories;

/// <summary>Identity of a story: an id of the article that founded it, so that founding it again founds the same.</summary>
/// <param name="Value">The id, safe as a key and in an address.</param>
public readonly record struct StoryId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
