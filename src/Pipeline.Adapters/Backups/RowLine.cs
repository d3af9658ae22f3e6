using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace Pipeline.Adapters.Backups;

/// <summary>
/// A row as a line of JSON with the exact type of each property, in the order of their names: one row gives one line, byte for byte. ETag and time stamp are the
/// server's and left out.
/// </summary>
internal static class RowLine
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(TableEntity row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("partitionKey", row.PartitionKey);
            json.WriteString("rowKey", row.RowKey);
            json.WriteStartObject("properties");
            foreach (var (name, value) in row.Where(property => !IsOfServer(property.Key)).OrderBy(property => property.Key, StringComparer.Ordinal))
            {
                var (type, text) = TextOf(name, value);
                json.WriteStartObject(name);
                json.WriteString(type, text);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="JsonException">The line is no row.</exception>
    /// <exception cref="FormatException">A value is none of its type.</exception>
    public static TableEntity Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var row = new TableEntity(TextOf(root, "partitionKey"), TextOf(root, "rowKey"));
        foreach (var property in root.GetProperty("properties").EnumerateObject())
        {
            foreach (var value in property.Value.EnumerateObject())
            {
                row[property.Name] = ValueOf(value.Name, value.Value.GetString() ?? throw new JsonException("A value is missing."));
            }
        }

        return row;
    }

    private static bool IsOfServer(string property) =>
        property is "PartitionKey" or "RowKey" or "Timestamp" || property.StartsWith("odata.", StringComparison.Ordinal);

    private static string TextOf(JsonElement root, string property) => root.GetProperty(property).GetString() ?? throw new JsonException($"{property} is missing.");

    private static (string Type, string Text) TextOf(string name, object value) => value switch
    {
        string text => ("string", text),
        int number => ("int32", number.ToString(CultureInfo.InvariantCulture)),
        long number => ("int64", number.ToString(CultureInfo.InvariantCulture)),
        double number => ("double", number.ToString("R", CultureInfo.InvariantCulture)),
        bool flag => ("boolean", flag ? "true" : "false"),
        DateTimeOffset instant => ("dateTime", instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
        Guid guid => ("guid", guid.ToString("D")),
        byte[] bytes => ("binary", Convert.ToBase64String(bytes)),
        BinaryData bytes => ("binary", Convert.ToBase64String(bytes.ToMemory().Span)),
        _ => throw new NotSupportedException($"Property {name} is of type {value.GetType().Name}, which tables do not have."),
    };

    private static object ValueOf(string type, string text) => type switch
    {
        "string" => text,
        "int32" => int.Parse(text, CultureInfo.InvariantCulture),
        "int64" => long.Parse(text, CultureInfo.InvariantCulture),
        "double" => double.Parse(text, CultureInfo.InvariantCulture),
        "boolean" => text == "true",
        "dateTime" => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture),
        "guid" => Guid.ParseExact(text, "D"),
        "binary" => Convert.FromBase64String(text),
        _ => throw new JsonException($"'{type}' is no type of a property."),
    };
}
