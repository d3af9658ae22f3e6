using System.Globalization;
using System.Text.Json;
using Pipeline.Extraction;

namespace Pipeline.LocalHost.Commands;

/// <summary>Tags documents with their temporal expressions: JSON lines in, JSON lines out.</summary>
internal sealed class TagCommand(string input, bool isNarrative, Terminal terminal)
{
    private readonly Dictionary<string, ArticleExtractor> _extractors = LanguagePack.Shipped.ToDictionary(
        pack => pack.Code, pack => new ArticleExtractor(pack, new ExtractionOptions { IsNarrative = isNarrative }), StringComparer.Ordinal);

    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (input != "-" && !File.Exists(input))
        {
            terminal.Warn($"There is no file {input}.");
            return ExitCodes.Undone;
        }

        using var reader = input == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(input);
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Parse(line, out var document, out var day) is { } problem)
            {
                terminal.Warn($"Line {number}: {problem}");
                return ExitCodes.Undone;
            }

            terminal.Say(JsonLines.Write(Tag(document, day)));
        }

        return ExitCodes.Done;
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
        if (!_extractors.TryGetValue(document.Lang, out var extractor))
        {
            if (_unknown.Add(document.Lang))
            {
                terminal.Warn($"The language '{document.Lang}' is not known: its documents come out without expressions.");
            }

            return new TaggedDocument(document.Id, []);
        }

        return new TaggedDocument(
            document.Id,
            [
                .. extractor.Tag(document.Text, new DocumentTime(day)).Select(timex => new TaggedTimex(
                    timex.Span.Start, timex.Span.End, timex.Span.In(document.Text), timex.Type.ToString().ToUpperInvariant(), timex.Value)),
            ]);
    }
}
