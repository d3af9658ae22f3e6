namespace Pipeline.Articles.Reading;

/// <summary>What a paragraph is; of two, the greater names the document.</summary>
internal enum HeadingKind
{
    /// <summary>Running text, or a heading of a lower level.</summary>
    None,

    /// <summary>A heading of the first level.</summary>
    First,

    /// <summary>The document's title.</summary>
    Title,
}
