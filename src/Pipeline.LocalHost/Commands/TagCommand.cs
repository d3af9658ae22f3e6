using System.Globalization;
using System.Text.Json;
using Pipeline.Extraction;

namespace Pipeline.LocalHost.Commands;

/// <summary>Tags documents with their temporal expressions: JSON lines in, JSON lines out. A line that is no document is told and passed over.</summary>
internal sealed class TagCommand(string input, bool isNarrative, int maxLineCharacters, Terminal terminal)
{
    /// <summary>The longest line of JSON that is read, in characters: an article of ten million, written with escapes.</summary>
    public const int UsualMaxLine = 16_000_000;

    private readonly Dictionary<string, ArticleExtractor?> _extractors = new(StringComparer.Ordinal);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (input != "-" && !File.Exists(input))
        {
            terminal.Warn($"There is no file {input}.");
            return ExitCodes.Undone;
        }

        using var reader = input == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(input);
        var lines = new BoundedLineReader(reader, maxLineCharacters);
        var code = ExitCodes.Done;
        for (var number = 1; await lines.ReadAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (document, day) = (default(TagDocument)!, default(DateOnly));
            var problem = lines.WasTooLong ? $"longer than {maxLineCharacters} characters (--max-line)." : Parse(line, out document, out day);
            if (problem is not null)
            {
                terminal.Warn($"Line {number} is left out: {problem}");
                code = ExitCodes.Undone;
                continue;
            }

            terminal.Say(JsonLines.Write(Tag(document, day)));
        }

        return code;
    }

    private static string? Parse(string line, out TagDocument document, out DateOnly day)
    {
        document = new TagDocument(default, "", null, "");
        day = default;
        try
        {
            document = JsonLines.Read<TagDocument>(line) ?? document;
        }
        catch (JsonException failure)
        {
            return $"no document in JSON: {failure.Message}";
        }

        if (document.Id.ValueKind == JsonValueKind.Undefined || document.Lang is null || document.Text is null)
        {
            return "a document has 'id', 'lang', 'dct' and 'text'.";
        }

        return document.Dct is { Length: >= 10 } dct
            && DateOnly.TryParseExact(dct.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            ? null
            : "'dct' is no date of the form 2026-03-04.";
    }

    private TaggedDocument Tag(TagDocument document, DateOnly day)
    {
        if (ExtractorOf(document.Lang) is not { } extractor)
        {
            return new TaggedDocument(document.Id, []);
        }

        return new TaggedDocument(
            document.Id,
            [
                .. extractor.Tag(document.Text, new DocumentTime(day)).Select(timex => new TaggedTimex(
                    timex.Span.Start, timex.Span.End, timex.Span.In(document.Text), timex.Type.ToString().ToUpperInvariant(), timex.Value)),
            ]);
    }

    private ArticleExtractor? ExtractorOf(string language)
    {
        if (!_extractors.TryGetValue(language, out var extractor))
        {
            var pack = LanguagePack.Find(language);
            extractor = pack is null ? null : new ArticleExtractor(pack, new ExtractionOptions { IsNarrative = isNarrative });
            _extractors.Add(language, extractor);
            if (pack is null)
            {
                terminal.Warn($"The language '{language}' is not known: its documents come out without expressions.");
            }
        }

        return extractor;
    }
}
