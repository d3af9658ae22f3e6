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

    /// <exception cref="ArgumentException">The cloud would refuse the entity.</exception>
    public static void CheckEntity(TableEntity entity)
    {
        CheckKey(entity.PartitionKey);
        CheckKey(entity.RowKey);
        var properties = CustomProperties(entity).ToList();
        if (properties.Count > MaxProperties)
        {
            throw Refusal(entity, $"has {properties.Count} properties; {MaxProperties} are allowed");
        }

        foreach (var (name, value) in properties)
        {
            if (ValueBytes(value) > MaxPropertyBytes)
            {
                throw Refusal(entity, $"needs {ValueBytes(value)} bytes in property {name}; {MaxPropertyBytes} are allowed");
            }
        }

        if (SizeOf(entity) > MaxEntityBytes)
        {
            throw Refusal(entity, $"needs {SizeOf(entity)} bytes; {MaxEntityBytes} are allowed");
        }
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

        foreach (var entity in entities)
        {
            CheckEntity(entity);
        }

        // Bytes travel as base64.
        if (entities.Sum(entity => SizeOf(entity) * 4L / 3) > MaxBatchBytes)
        {
            throw new ArgumentException($"A transaction holds at most {MaxBatchBytes} bytes.", nameof(entities));
        }
    }

    /// <summary>Bytes of an entity by the documented formula: 4 + 2 for each unit of the keys + 8, twice the name and the value for each property.</summary>
    public static int SizeOf(TableEntity entity) =>
        4 + (2 * (entity.PartitionKey.Length + entity.RowKey.Length))
        + CustomProperties(entity).Sum(property => 8 + (2 * property.Key.Length) + 4 + ValueBytes(property.Value));

    private static int ValueBytes(object? value) => value switch
    {
        null => 0,
        string text => 2 * text.Length,
        byte[] bytes => bytes.Length,
        _ => 16,
    };

    private static IEnumerable<KeyValuePair<string, object>> CustomProperties(TableEntity entity) =>
        entity.Where(property => property.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"));

    private static ArgumentException Refusal(TableEntity entity, string what) =>
        new($"Row {entity.PartitionKey}/{entity.RowKey} {what}.", nameof(entity));
}
