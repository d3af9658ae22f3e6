using System.Text.Json;

namespace Pipeline.LocalHost.Commands;

/// <summary>A line that <c>tag</c> writes.</summary>
internal sealed record TaggedDocument(JsonElement Id, IReadOnlyList<TaggedTimex> Timexes);
