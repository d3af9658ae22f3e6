namespace Pipeline.CrashRun;

/// <summary>One line of work for the process, as JSON on its standard input; it answers with a line when it is done.</summary>
/// <param name="Verb"><c>ingest</c>, <c>deliver</c>, <c>remove</c>, <c>reconcile</c>, <c>sweep</c> or <c>count</c>.</param>
/// <param name="Name">Name of the file.</param>
/// <param name="Content">For <c>deliver</c>: the bytes that a slow worker still holds.</param>
/// <param name="LastModified">For <c>deliver</c>: when they were written.</param>
/// <param name="ETag">For <c>deliver</c>: their ETag.</param>
public sealed record Order(string Verb, string Name = "", byte[]? Content = null, DateTimeOffset LastModified = default, string ETag = "");
