using System.Buffers;
using Azure.Data.Tables;

namespace Pipeline.Adapters.Storage;

/// <summary>
/// The documented limits of Azure Table storage, checked here because the emulator accepts much that the cloud refuses
/// ("Understanding the Table service data model", "Performing entity group transactions").
/// </summary>
internal static class EntityLimits
{
    public const int MaxKeyUnits = 512;
    public const int MaxPropertyBytes = 64 * 1024;
    public const int MaxEntityBytes = 1024 * 1024;
    public const int MaxProperties = 252;
    public const int MaxBatchRows = 100;
    public const int MaxBatchBytes = 4 * 1024 * 1024;

    private static readonly SearchValues<char> s_keyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789~.-");

    /// <summary>Whether <paramref name="key"/> has 1 to 512 characters of our alphabet.</summary>
    public static bool IsSafeKey(string key) =>
        key.Length is > 0 and <= MaxKeyUnits && !key.AsSpan().ContainsAnyExcept(s_keyCharacters);

    /// <exception cref="ArgumentException">The key is empty, too long or has a character outside <c>[a-z0-9~.-]</c>.</exception>
    public static void CheckKey(string key)
    {
        if (!IsSafeKey(key))
        {
            throw new ArgumentException($"'{key}' is no table key: 1 to {MaxKeyUnits} characters of [a-z0-9~.-].", nameof(key));
        }
    }

    /// <summary>Returns the bytes of the entity; see <see cref="SizeOf"/>.</summary>
    /// <exception cref="ArgumentException">The cloud would refuse the entity.</exception>
    public static int CheckEntity(TableEntity entity)
    {
        CheckKey(entity.PartitionKey);
        CheckKey(entity.RowKey);
        var (properties, size) = (0, KeyBytes(entity));
        foreach (var (name, value) in entity)
        {
            if (!IsCustom(name))
            {
                continue;
            }

            properties++;
            var bytes = ValueBytes(value);
            if (bytes > MaxPropertyBytes)
            {
                throw Refusal(entity, $"needs {bytes} bytes in property {name}; {MaxPropertyBytes} are allowed");
            }

            size += PropertyBytes(name, bytes);
        }

        return properties > MaxProperties ? throw Refusal(entity, $"has {properties} properties; {MaxProperties} are allowed")
            : size > MaxEntityBytes ? throw Refusal(entity, $"needs {size} bytes; {MaxEntityBytes} are allowed")
            : size;
    }

    /// <exception cref="ArgumentException">The cloud would refuse the entities as one transaction.</exception>
    public static void CheckBatch(IReadOnlyList<TableEntity> entities)
    {
        if (entities.Count is 0 or > MaxBatchRows)
        {
            throw new ArgumentException($"A transaction has {entities.Count} rows; 1 to {MaxBatchRows} are allowed.", nameof(entities));
        }

        if (entities.Any(entity => entity.PartitionKey != entities[0].PartitionKey))
        {
            throw new ArgumentException("The rows of a transaction stand in one partition.", nameof(entities));
        }

        if (entities.DistinctBy(entity => entity.RowKey).Count() < entities.Count)
        {
            throw new ArgumentException("A row stands in a transaction once.", nameof(entities));
        }

        // Bytes travel as base64.
        if (entities.Sum(entity => CheckEntity(entity) * 4L / 3) > MaxBatchBytes)
        {
            throw new ArgumentException($"A transaction holds at most {MaxBatchBytes} bytes.", nameof(entities));
        }
    }

    /// <summary>Bytes of an entity by the documented formula: 4 + 2 for each unit of the keys + 8, twice the name and the value for each property.</summary>
    public static int SizeOf(TableEntity entity) =>
        KeyBytes(entity) + entity.Where(property => IsCustom(property.Key)).Sum(property => PropertyBytes(property.Key, ValueBytes(property.Value)));

    private static int KeyBytes(TableEntity entity) => 4 + (2 * (entity.PartitionKey.Length + entity.RowKey.Length));

    private static int PropertyBytes(string name, int valueBytes) => 8 + (2 * name.Length) + 4 + valueBytes;

    private static int ValueBytes(object? value) => value switch
    {
        null => 0,
        string text => 2 * text.Length,
        byte[] bytes => bytes.Length,
        _ => 16,
    };

    private static bool IsCustom(string property) => property is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag");

    private static ArgumentException Refusal(TableEntity entity, string what) =>
        new($"Row {entity.PartitionKey}/{entity.RowKey} {what}.", nameof(entity));
}
