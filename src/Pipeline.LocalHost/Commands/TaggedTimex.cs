namespace Pipeline.LocalHost.Commands;

/// <summary>An expression in a line that <c>tag</c> writes; offsets are UTF-16 code units.</summary>
internal sealed record TaggedTimex(int Start, int End, string Text, string Type, string Value);
