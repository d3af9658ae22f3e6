using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Storage;

/// <summary>The JSON of rows, blobs and queue messages: camelCase names, ids, dates and cases as text, accents left readable.</summary>
internal static class StorageJson
{
    private static readonly JsonSerializerOptions s_compact = Make(indented: false);
    private static readonly JsonSerializerOptions s_readable = Make(indented: true);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_compact);

    public static byte[] WriteReadable<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, s_readable);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, s_compact) ?? throw new JsonException($"A {typeof(T).Name} is missing.");

    public static T Read<T>(BinaryData json) => json.ToObjectFromJson<T>(s_compact) ?? throw new JsonException($"A {typeof(T).Name} is missing.");

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        // Read by our own code and by people in a storage browser, never embedded in a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new TextFormConverter<ArticleId>(text => new(text), id => id.Value),
            new TextFormConverter<EventId>(text => new(text), id => id.Value),
            new TextFormConverter<StoryId>(text => new(text), id => id.Value),
            new TextFormConverter<SubscriberId>(text => new(text), id => id.Value),
            new TextFormConverter<VariantId>(text => new(text), id => id.Value),
            new TextFormConverter<DigestId>(DigestId.Parse, id => id.ToString()),
            new TextFormConverter<DateSpan>(DateSpan.Parse, date => date.ToString()),
        },
    };
}
