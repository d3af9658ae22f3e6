using System.Globalization;

namespace Pipeline.Site;

/// <summary>Reads the header <c>Accept-Language</c> (RFC 9110, 12.5.4). Pure; accepts every text.</summary>
internal static class PreferredLanguage
{
    private const int MaxRanges = 30;

    /// <summary>The one of <paramref name="offered"/> that is preferred most; null where none is wanted. Countries do not count.</summary>
    public static string? Of(string? header, IReadOnlyList<string> offered)
    {
        var wanted = (header ?? "").Split(',').Take(MaxRanges).Select(Read)
            .Where(range => range.Weight > 0)
            .OrderByDescending(range => range.Weight);
        foreach (var (language, _) in wanted)
        {
            if (offered.FirstOrDefault(code => code.Equals(language, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static (string Language, double Weight) Read(string range)
    {
        var parts = range.Split(';', StringSplitOptions.TrimEntries);
        var weight = 1d;
        if (parts.Length > 1 && parts[1].StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && !double.TryParse(parts[1].AsSpan(2), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight))
        {
            weight = 0;
        }

        return (parts[0].Split('-')[0], weight);
    }
}
