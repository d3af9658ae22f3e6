using Pipeline.Articles;

namespace Pipeline.LocalHost.Replay;

/// <summary>A file of the folder that can be read.</summary>
/// <param name="Name">Its path in the folder.</param>
/// <param name="File">The file.</param>
/// <param name="Article">What it holds.</param>
internal sealed record ReplayArticle(string Name, FileInfo File, Article Article);
