using System.Text.Json;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.LocalHost.Commands;

namespace Pipeline.LocalHost.Replay;

/// <summary>
/// Mentions from a file in place of extraction, so that merging and digest are measured alone: <c>{"articles":[{"file","events":[{"date","status",
/// "evidence","date_text","previous_date","date_alt","warnings"}]}]}</c>.
/// </summary>
internal sealed class GivenMentions
{
    private readonly Dictionary<string, IReadOnlyList<GivenMention>> _byText;

    private GivenMentions(Dictionary<string, IReadOnlyList<GivenMention>> byText) => _byText = byText;

    /// <summary>Reads <paramref name="file"/>; <paramref name="articles"/> are those that will be replayed.</summary>
    /// <exception cref="HostFailure">The file has another form.</exception>
    public static async Task<GivenMentions> ReadAsync(FileInfo file, IEnumerable<Article> articles, CancellationToken cancellationToken)
    {
        try
        {
            var given = JsonLines.Read<GivenFile>(await File.ReadAllTextAsync(file.FullName, cancellationToken));
            var byName = given!.Articles.ToDictionary(article => article.File, article => article.Events, StringComparer.Ordinal);
            return new(articles.Where(article => byName.ContainsKey(article.FileName))
                .DistinctBy(article => article.Text)
                .ToDictionary(article => article.Text, article => byName[article.FileName], StringComparer.Ordinal));
        }
        catch (Exception failure) when (failure is JsonException or NullReferenceException or ArgumentException)
        {
            throw new HostFailure($"{file.FullName} is no file of mentions: {failure.Message}");
        }
    }

    /// <summary>The events given for the article with <paramref name="text"/>; what cannot be found in it is passed over.</summary>
    public ExtractionResult Of(string text) =>
        new([], [.. _byText.GetValueOrDefault(text, []).Select(mention => EventOf(mention, text)).OfType<DatedEvent>()], []);

    private static DatedEvent? EventOf(GivenMention mention, string text)
    {
        if (Find(text, mention.Evidence, 0) is not { } evidence || !DateSpan.TryParse(mention.Date, out var date))
        {
            return null;
        }

        var words = Find(text, mention.DateText, evidence.Start) is { } found && found.End <= evidence.End ? found : evidence;
        return new DatedEvent
        {
            Date = date,
            Status = Enum.Parse<EventStatus>(mention.Status, ignoreCase: true),
            Evidence = evidence,
            DateText = words,
            Headline = HeadlineOf(evidence.In(text)),
            Alternatives = [.. (mention.DateAlt ?? []).Select(alternative => DateSpan.TryParse(alternative, out var other) ? other : date)],
            PreviousDate = mention.PreviousDate is { } previous && DateSpan.TryParse(previous, out var old) ? old : null,
            Confidence = 0.9,
            Warnings = [.. Enum.GetValues<ExtractionWarning>().Where(warning => mention.Warnings?.Contains(warning.Code()) == true)],
        };
    }

    private static string HeadlineOf(string evidence) => evidence.Length <= 120 ? evidence : evidence[..119] + "…";

    // White space may differ: a line of the file may end where a sentence does not.
    private static TextSpan? Find(string text, string words, int from)
    {
        var at = text.IndexOf(words, from, StringComparison.Ordinal);
        if (at >= 0)
        {
            return new TextSpan(at, at + words.Length);
        }

        for (var start = from; start < text.Length; start++)
        {
            if (Match(text, start, words) is { } end)
            {
                return new TextSpan(start, end);
            }
        }

        return null;
    }

    private static int? Match(string text, int start, string words)
    {
        var at = start;
        for (var i = 0; i < words.Length; i++)
        {
            if (at >= text.Length)
            {
                return null;
            }

            if (char.IsWhiteSpace(words[i]) && char.IsWhiteSpace(text[at]))
            {
                while (i + 1 < words.Length && char.IsWhiteSpace(words[i + 1]))
                {
                    i++;
                }

                while (at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))
                {
                    at++;
                }
            }
            else if (words[i] != text[at])
            {
                return null;
            }

            at++;
        }

        return at;
    }
}
