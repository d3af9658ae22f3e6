using System.Globalization;

namespace Pipeline.Extraction.Tests.Goldens;

/// <summary>What a failing extraction test prints.</summary>
internal static class Trace
{
    public static string Of(
        string place, string text, DateOnly published, IEnumerable<string> wanted, IEnumerable<string> got, IEnumerable<Timex> timexes) => $"""

        {place}, published {published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}
        text:   {text.Replace("\n", "\n        ", StringComparison.Ordinal)}
        wanted: {string.Join("\n        ", wanted)}
        got:    {string.Join("\n        ", got)}
        rules:  {string.Join(" ; ", timexes.Select(timex => $"{timex.Span.In(text)} = {timex.Value} by {timex.Rule}"))}
        """;
}
