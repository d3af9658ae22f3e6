using Pipeline.Articles;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Digest.Rendering;

/// <summary>A made-up digest that has everything a digest can have: what templates are tried on before they are used.</summary>
internal static class SampleDigest
{
    /// <summary>What the lead is called; any template must show it.</summary>
    public const string LeadHeadline = "A1 B2 C3 D4 E5 F6 G7 H8";

    private static readonly DateTimeOffset s_cutOff = new(2026, 3, 5, 6, 30, 0, TimeSpan.Zero);

    /// <summary>The digest.</summary>
    public static DigestModel Model { get; } = Make();

    private static DigestModel Make()
    {
        var lead = Item(0, LeadHeadline, EventStatus.Happened, EventChangeKind.New);
        lead = lead with
        {
            Event = lead.Event with
            {
                Evidence = "N10 O11 P12 Q13 R14 S15 <&>\"'.",
                Warnings = [ExtractionWarning.WeekdayMismatch.Code(), ExtractionWarning.Hearsay.Code()],
                Contradictions = [DateSpan.Day(new(2026, 3, 2))],
                Sources = [.. lead.Event.Sources, new EventSource(ArticleId.FromBlobName("other"), "S2", null, new(2026, 3, 3))],
            },
        };
        DigestItem[] items =
        [
            Item(1, "A2", EventStatus.Planned, EventChangeKind.DateChanged, "2026-03-12", "2026-04-01"),
            Item(2, "A3", EventStatus.Cancelled, EventChangeKind.StatusChanged, nameof(EventStatus.Planned), nameof(EventStatus.Cancelled)),
            Item(3, "A4", EventStatus.Denied, EventChangeKind.New),
            Item(4, "A5", EventStatus.Happened, EventChangeKind.FigureChanged, "6.40 m", "6.10 m"),
        ];
        return new DigestModel
        {
            CutOff = s_cutOff,
            Previous = s_cutOff.AddDays(-1),
            Lead = lead,
            Dossiers =
            [
                new DigestDossier { Title = "T1 <&>", Language = Strings.Languages[0], Items = [.. items], Omitted = 2 },
                new DigestDossier { Title = "T2", Language = Strings.Languages[^1], Items = [items[0]], Source = items[0].Event.Sources[0] },
            ],
            Upcoming = [items[0].Event, Item(5, "A6", EventStatus.Planned, EventChangeKind.New).Event with { Date = DateSpan.Month(2026, 5) }],
            Context = [Item(6, "A7", EventStatus.Happened, EventChangeKind.Background)],
            Withdrawn = [items[3].Event],
            OmittedWithdrawn = 2,
            OmittedDossiers = 1,
            OmittedEvents = 3,
            NewCount = 4,
            ChangedCount = 3,
            ChangeIds = [],
        };
    }

    private static DigestItem Item(int number, string headline, EventStatus status, EventChangeKind kind, string? from = null, string? to = null)
    {
        var id = new EventId(Identifier.Of("sample", headline));
        var article = ArticleId.FromBlobName("sample");
        var change = new EventChange { Event = id, Kind = kind, At = s_cutOff, Article = article, From = from, To = to };
        var told = new StoredEvent
        {
            Id = id,
            Story = new StoryId(Identifier.Of("sample")),
            Date = DateSpan.Day(new DateOnly(2026, 3, 1).AddDays(number)),
            Status = status,
            Headline = headline,
            Evidence = headline + ".",
            DateText = "2026",
            Language = Strings.Languages[number % Strings.Languages.Count],
            Confidence = 1,
            Sources = [new EventSource(article, "S1 <&>", new Uri("https://example.org/?a=1&b=2"), new(2026, 3, 4))],
            History = [change],
        };
        return new DigestItem(told, [change]);
    }
}
