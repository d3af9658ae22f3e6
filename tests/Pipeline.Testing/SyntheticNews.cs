using System.Text;
using Pipeline.Articles;
using Pipeline.Extraction;

namespace Pipeline.Testing;

/// <summary>
/// News that never happened, for measuring: stories of five articles of about 300 words with six dated events each, half of them told before. Names are invented, so
/// that no two stories share more than chance; the same number gives the same article.
/// </summary>
public static class SyntheticNews
{
    /// <summary>Articles of a story.</summary>
    public const int ArticlesOfStory = 5;

    private const int EventsOfArticle = 6;
    private const int Filler = 26;
    private const int NameSyllables = 5;
    private const int RareSyllables = 4;
    private static readonly DateOnly s_first = new(2026, 1, 5);
    private static readonly string[] s_syllables = ["bar", "ce", "dor", "fli", "gan", "hel", "jo", "kar", "lun", "mor", "nes", "pol", "qui", "ras", "sta", "tor", "val", "win", "xan", "zel"];
    private static readonly string[] s_common = ["dans", "pour", "avec", "cette", "comme", "plus", "mais", "sans", "tout", "aussi", "bien", "entre", "moins", "encore", "deux", "autres"];
    private static readonly string[] s_verbs = ["a inauguré", "a fermé", "a vendu", "a reconstruit", "a interdit", "a financé", "a contesté", "a repris", "a évacué", "a signé"];
    private static readonly string[] s_things = ["la piscine", "le marché", "la bibliothèque", "le contournement", "la passerelle", "le gymnase", "la coopérative", "le théâtre", "la fromagerie", "le tribunal", "la scierie", "le vélodrome"];

    /// <summary>Article number <paramref name="number"/>, from 0, with its events.</summary>
    public static (Article Article, IReadOnlyList<DatedEvent> Events) Of(int number)
    {
        var (story, part) = (number / ArticlesOfStory, number % ArticlesOfStory);
        var published = s_first.AddDays((story % 300) + (part * 2));
        var random = new Random(story);
        var names = Enumerable.Range(0, 6).Select(_ => Name(random, NameSyllables)).ToArray();
        var text = new StringBuilder($"{names[0]} et {names[1]} face à {names[2]}\n");
        var events = new List<DatedEvent>();
        for (var i = 0; i < EventsOfArticle; i++)
        {
            // The first half was told by the article before.
            Tell(text, events, names, story, (part * (EventsOfArticle / 2)) + i, published.Year);
            Fill(text, names, story + (part * 31) + i);
        }

        var name = $"news/{number}.txt";
        return (new Article
        {
            Id = ArticleId.FromBlobName(name),
            FileName = name,
            ContentHash = Identifier.Of("content", name),
            Title = text.ToString(0, text.ToString().IndexOf('\n', StringComparison.Ordinal)),
            Text = text.ToString(),
            Language = "fr",
            Published = published,
            PublishedFrom = MetadataSource.FrontMatter,
            PublishedConfidence = PublicationConfidence.OneSource,
            SourceName = $"Journal {number % 7}",
        }, events);
    }

    private static void Tell(StringBuilder text, List<DatedEvent> events, string[] names, int story, int number, int year)
    {
        var day = s_first.AddDays((story % 300) - 6 + number);
        var dateText = $"le {day.Day}/{day.Month}/{year}";
        var sentence = $"{names[number % names.Length]} {s_verbs[(story + number) % s_verbs.Length]} {s_things[(story + (number * 5)) % s_things.Length]} de {names[(number + 2) % names.Length]} {dateText}.";
        var start = text.Length;
        var at = start + sentence.IndexOf(dateText, StringComparison.Ordinal);
        text.Append(sentence).Append(' ');
        events.Add(new DatedEvent
        {
            Date = DateSpan.Day(day),
            Status = EventStatus.Happened,
            Evidence = new TextSpan(start, start + sentence.Length),
            DateText = new TextSpan(at, at + dateText.Length),
            Headline = sentence[..^1],
            Confidence = 0.9,
        });
    }

    private static void Fill(StringBuilder text, string[] names, int seed)
    {
        var random = new Random(seed * 7919);
        for (var i = 0; i < Filler; i++)
        {
            var word = i % 9 == 0 ? names[random.Next(names.Length)] : i % 3 == 0 ? Name(random, RareSyllables).ToLowerInvariant() : s_common[random.Next(s_common.Length)];
            text.Append(word).Append(i == Filler - 1 ? ".\n" : " ");
        }
    }

    private static string Name(Random random, int syllables)
    {
        var name = string.Concat(Enumerable.Range(0, syllables).Select(_ => s_syllables[random.Next(s_syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
