namespace Pipeline.Articles.Reading;

/// <summary>What a document says about itself; null where it says nothing. Immutable.</summary>
/// <param name="Title">Its title: often a template's, or that of an earlier document.</param>
/// <param name="Author">Who made it: often the owner of the machine.</param>
/// <param name="Created">When it was made, as written: often when the template was.</param>
internal sealed record DocumentProperties(string? Title = null, string? Author = null, string? Created = null);
