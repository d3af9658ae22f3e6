using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// How the JSON of a row lies in its properties: as text in <c>Json</c> while it is small, so that people can read it in a storage
/// browser, else Brotli-packed in <c>Part00</c>, <c>Part01</c>, ... Reading looks at the parts first, then at the text.
/// </summary>
internal static class EntityBody
{
    /// <summary>UTF-16 units; a text property holds 32,768 at most.</summary>
    private const int MaxTextUnits = 30_000;
    private const int PartBytes = 60 * 1024;
    private const string TextProperty = "Json";

    public static void Write(TableEntity entity, string json)
    {
        if (json.Length <= MaxTextUnits)
        {
            entity[TextProperty] = json;
            return;
        }

        var packed = Pack(json);
        for (var part = 0; part * PartBytes < packed.Length; part++)
        {
            var start = part * PartBytes;
            entity[PartName(part)] = packed[start..Math.Min(start + PartBytes, packed.Length)];
        }
    }

    public static string Read(TableEntity entity)
    {
        if (!entity.ContainsKey(PartName(0)))
        {
            return entity.GetString(TextProperty)
                ?? throw new InvalidDataException($"Row {entity.PartitionKey}/{entity.RowKey} holds no value.");
        }

        using var packed = new MemoryStream();
        for (var part = 0; entity.GetBinary(PartName(part)) is { } bytes; part++)
        {
            packed.Write(bytes);
        }

        packed.Position = 0;
        using var unpacked = new BrotliStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Bytes that <paramref name="json"/> takes when packed.</summary>
    public static int PackedBytes(string json) => Pack(json).Length;

    private static byte[] Pack(string json)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(Encoding.UTF8.GetBytes(json));
        }

        return packed.ToArray();
    }

    private static string PartName(int part) => $"Part{part:D2}";
}
