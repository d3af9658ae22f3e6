namespace Pipeline.Extraction.Tests.Goldens;

/// <summary>
/// One line of a <c>*.golden</c> file: <c>publication day | text | expression = value ; expression = value</c>. The third field is empty
/// for a trap. <c>\n</c> in the text is a line end. Behind a value may stand, where they matter, <c>type:TIME</c>, <c>mod:END</c>,
/// <c>date:2026-03-01/2026-03-31</c>, <c>alt:2026-02-27</c>, <c>anchor:Story</c> and <c>warn:weekday-mismatch</c> (<c>warn:none</c>).
/// The lines of files named <c>narrative*</c> are read as history.
/// </summary>
internal sealed record GoldenLine(string Language, string File, int Number, DateOnly Published, string Text, string[] Expected)
{
    private const string Escape = "\\n";

    public bool IsNarrative => File.StartsWith("narrative", StringComparison.Ordinal);

    public static GoldenLine Parse(string language, string file, int number, string line)
    {
        var fields = line.Split('|');
        if (fields.Length != 3 || !DateOnly.TryParseExact(fields[0].Trim(), "yyyy-MM-dd", out var published))
        {
            throw new FormatException($"{language}/{file}, line {number}: not 'day | text | expression = value': {line}");
        }

        var text = fields[1].Trim().Replace(Escape, "\n", StringComparison.Ordinal);
        return new GoldenLine(language, file, number, published, text, fields[2].Split(" ; ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What the tagger finds, in the notation of the line, with as many details as the expectation at the same place asks for.</summary>
    public string[] Got(IReadOnlyList<Timex> timexes) => [.. timexes.Select((timex, i) =>
        string.Join(' ', Details(timex, i < Expected.Length ? Expected[i] : "").Prepend($"{timex.Span.In(Text)} = {timex.Value}")).Replace("\n", Escape, StringComparison.Ordinal))];

    private static IEnumerable<string> Details(Timex timex, string expected)
    {
        var value = expected.IndexOf(" = ", StringComparison.Ordinal);
        var asked = value < 0 ? [] : expected[(value + 3)..].Split(' ').Skip(1).ToArray();
        return asked.Select(detail => detail[..(detail.IndexOf(':', StringComparison.Ordinal) + 1)] is var kind ? kind + Detail(kind, timex) : "");
    }

    private static string Detail(string kind, Timex timex) => kind switch
    {
        "type:" => timex.Type.ToString().ToUpperInvariant(),
        "mod:" => timex.Modifier?.ToString().ToUpperInvariant() ?? "none",
        "date:" => timex.Date?.ToString() ?? "none",
        "anchor:" => timex.Anchor.ToString(),
        "alt:" => timex.Alternatives.Count == 0 ? "none" : string.Join(',', timex.Alternatives),
        "warn:" => timex.Warnings.Count == 0 ? "none" : string.Join(',', timex.Warnings.Select(warning => warning.Code())),
        _ => throw new FormatException($"'{kind}' is no detail of an expectation."),
    };
}
