namespace Pipeline.Extraction.Tests.Goldens;

/// <summary>
/// A short article of an <c>*.events</c> file with the events that it reports. <c>[name] 2026-03-04</c> opens a case with its publication
/// day, lines that begin with <c>&gt;</c> are the article, the other lines its events in their order:
/// <c>date status | words that give the date</c>, then, where they matter, <c>| headline: ...</c>, <c>| previous: 2026-05-05</c>,
/// <c>| warn: hearsay</c>, <c>| alt: 2026-02-27</c>, <c>| context: True</c>, <c>| entities: A, B</c>, <c>| evidence: ...</c>.
/// </summary>
internal sealed record EventCase(string Language, string File, string Name, DateOnly Published, string Text, string[] Expected)
{
    public static IEnumerable<EventCase> ReadAll(string language, string file, string[] lines)
    {
        for (var i = 0; i < lines.Length;)
        {
            if (!lines[i].StartsWith('['))
            {
                i++;
                continue;
            }

            var close = lines[i].IndexOf(']', StringComparison.Ordinal);
            var published = DateOnly.ParseExact(lines[i][(close + 1)..].Trim(), "yyyy-MM-dd");
            var name = lines[i][1..close];
            var body = lines.Skip(i + 1).TakeWhile(line => !line.StartsWith('[')).ToArray();
            yield return new EventCase(
                language,
                file,
                name,
                published,
                string.Join('\n', body.Where(line => line.StartsWith('>')).Select(line => line[1..].TrimStart())),
                [.. body.Where(line => line.Length > 0 && line[0] is not ('>' or '#')).Select(line => line.Trim())]);
            i += body.Length + 1;
        }
    }

    /// <summary>What the extractor finds, in the notation of the file, with as many details as the expectation at the same place asks for.</summary>
    public string[] Got(IReadOnlyList<DatedEvent> events) =>
        [.. events.Select((found, i) => Line(found, i < Expected.Length ? Expected[i].Split('|', StringSplitOptions.TrimEntries).Skip(2) : []))];

    private string Line(DatedEvent found, IEnumerable<string> asked) => string.Join(" | ", asked
        .Select(detail => detail[..(detail.IndexOf(':', StringComparison.Ordinal) + 1)])
        .Select(kind => kind + " " + Detail(kind, found))
        .Prepend($"{found.Date} {found.Status.ToString().ToLowerInvariant()} | {OneLine(found.DateText)}"));

    private string Detail(string kind, DatedEvent found) => kind switch
    {
        "headline:" => found.Headline,
        "previous:" => found.PreviousDate?.ToString() ?? "none",
        "warn:" => found.Warnings.Count == 0 ? "none" : string.Join(", ", found.Warnings.Select(warning => warning.Code())),
        "alt:" => found.Alternatives.Count == 0 ? "none" : string.Join(", ", found.Alternatives),
        "context:" => found.DateFromContext.ToString(),
        "entities:" => found.Entities.Count == 0 ? "none" : string.Join(", ", found.Entities),
        "evidence:" => OneLine(found.Evidence),
        _ => throw new FormatException($"'{kind}' is no detail of an expected event."),
    };

    private string OneLine(TextSpan span) => span.In(Text).Replace('\n', ' ');
}
