using System.Globalization;
using System.Text;

namespace Pipeline.Articles.Reading.NewsItems;

/// <summary>Escapes of half a character in JSON (<c>\ud83d</c> without its other half), which the parser takes and then cannot give back.</summary>
internal static class JsonEscapes
{
    private const int Length = 6;

    /// <summary>The JSON with every half replaced by the replacement character; <paramref name="replaced"/> counts them.</summary>
    public static string Mend(string json, out int replaced)
    {
        replaced = 0;
        StringBuilder? mended = null;
        var done = 0;
        for (var at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < json.Length; at = at + 2 < json.Length ? json.IndexOf('\\', at + 2) : -1)
        {
            if (UnitAt(json, at) is not { } unit || !char.IsSurrogate(unit))
            {
                continue;
            }

            if (char.IsHighSurrogate(unit) && UnitAt(json, at + Length) is { } low && char.IsLowSurrogate(low))
            {
                at += Length;
                continue;
            }

            (mended ??= new StringBuilder(json.Length)).Append(json, done, at - done).Append(@"\ufffd");
            done = at + Length;
            replaced++;
        }

        return mended is null ? json : mended.Append(json, done, json.Length - done).ToString();
    }

    private static char? UnitAt(string json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
