namespace Pipeline.Subscribers.Pages;

/// <summary>An answer to a visitor's browser. Immutable.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Content">A page, or the data that the reader takes away.</param>
/// <param name="ContentType">Media type with its charset.</param>
/// <param name="Headers">Further headers: what the browser may do with the page, and who may keep or list it.</param>
public sealed record ReaderPage(int Status, string Content, string ContentType, IReadOnlyDictionary<string, string> Headers);
