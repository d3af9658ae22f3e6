using System.Text.Json;

namespace Pipeline.LocalHost.Commands;

/// <summary>A line that <c>tag</c> reads; the id comes out as it came in, text or number.</summary>
internal sealed record TagDocument(JsonElement Id, string Lang, string? Dct, string Text);
