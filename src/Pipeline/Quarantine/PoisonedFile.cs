using System.Text.Json;

namespace Pipeline.Quarantine;

/// <summary>What the host of the functions says of a blob on which a function failed at every try.</summary>
/// <param name="Container">Its container.</param>
/// <param name="Name">Its name.</param>
/// <param name="ETag">The version that was tried, without quotation marks.</param>
internal sealed record PoisonedFile(string Container, string Name, string ETag)
{
    /// <summary>Reads the host's message; null where it is none.</summary>
    public static PoisonedFile? TryParse(string message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && TextOf(root, "ContainerName") is { } container && TextOf(root, "BlobName") is { } name && TextOf(root, "ETag") is { } eTag
                ? new(container, name, eTag.Trim('"'))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement root, string property) =>
        root.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
