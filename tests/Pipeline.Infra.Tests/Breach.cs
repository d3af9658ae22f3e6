using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>Words for what a rule finds wrong.</summary>
internal static class Breach
{
    /// <summary>A line for each path under <paramref name="element"/> whose value is not the one wanted; text and numbers are compared as written.</summary>
    public static IEnumerable<string> Of(JsonElement element, params (string Path, string Wanted)[] wanted) =>
        from pair in wanted
        let found = At(element, pair.Path)
        where found != pair.Wanted
        select $"{pair.Path} is {found ?? "absent"}, not {pair.Wanted}";

    /// <summary>A line where two lists are not the same, in any order.</summary>
    public static IEnumerable<string> Of(string what, IEnumerable<string> found, IEnumerable<string> wanted)
    {
        var (missing, added) = (wanted.ToList(), new List<string>());
        foreach (var name in found)
        {
            if (!missing.Remove(name))
            {
                added.Add(name);
            }
        }

        return [.. missing.Select(name => $"{what} lacks {name}"), .. added.Select(name => $"{what} has {name} besides")];
    }

    /// <summary>The value at a path with points, or nothing.</summary>
    public static string? At(JsonElement element, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
