using System.Text.Json;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>Reads fields that writers of JSON shape differently: a string, an object that holds it, or a list of either.</summary>
internal static class JsonFields
{
    /// <summary>The value of the first of <paramref name="keys"/> that is a string and not blank, or null.</summary>
    public static string? Text(this JsonElement item, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
                && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The items of the list <paramref name="key"/>, its one value, or nothing.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement item, string key)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(key, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
    }

    /// <summary>The names in <paramref name="key"/>: strings, or objects with one of <paramref name="inner"/>; null where there is none.</summary>
    public static string? Names(this JsonElement item, string key, params string[] inner)
    {
        var names = item.List(key)
            .Select(value => value.ValueKind == JsonValueKind.String ? value.GetString() : value.Text(inner))
            .Where(name => !string.IsNullOrWhiteSpace(name));
        return string.Join(", ", names) is { Length: > 0 } joined ? joined : null;
    }
}
