namespace Pipeline.Articles;

/// <summary>Which version of a file lies in the container.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="LastModified">When it was written; whole seconds.</param>
/// <param name="ETag">Its ETag without quotation marks.</param>
public sealed record FileStamp(string Name, DateTimeOffset LastModified, string ETag);
