using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Quarantine;
using Pipeline.Stories;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests;

/// <summary>Values with every property set, under ids of their own.</summary>
internal static class Examples
{
    public static DateTimeOffset At { get; } = new(2026, 3, 4, 6, 30, 0, 123, TimeSpan.Zero);

    public static ArticleHead Head(ArticleId id) => new()
    {
        Id = id,
        FileName = "2026/crue de la Charente.txt",
        Version = 639_082_980_000_000_000,
        FileHash = StorageFixture.NewId(),
        ContentHash = StorageFixture.NewId(),
        LastModified = At,
        ETag = "0x8DC3",
        State = ArticleState.Projecting,
        Title = "« Crue » : pic revu",
        Language = "fr",
        Published = new DateOnly(2026, 3, 4),
        PublishedFrom = MetadataSource.FirstLine,
        SourceName = "Le Journal",
        SourceUrl = new Uri("https://example.org/crue?x=1"),
        DuplicateOf = new ArticleId(StorageFixture.NewId()),
        Archive = "lot.zip",
        Parts = ["lot.zip!/été.txt"],
        Reason = new Rejection(RejectionCode.TooLarge, "5"),
        Attempts = 2,
        EventIds = [StorageFixture.NewId(), StorageFixture.NewId()],
        Warnings = ["weekday-mismatch"],
        At = At.AddTicks(7),
    };

    public static Article Article(ArticleId id, string text) => new()
    {
        Id = id,
        FileName = "2026/crue de la Charente.txt",
        ContentHash = StorageFixture.NewId(),
        Title = "« Crue » : pic revu",
        Text = text,
        Language = "fr",
        Published = new DateOnly(2026, 3, 4),
        PublishedFrom = MetadataSource.FirstLine,
        PublishedConfidence = PublicationConfidence.OneSource,
        PublishedAt = At,
        Author = "A. Martin",
        Section = "Région",
        SourceName = "Le Journal",
        SourceUrl = new Uri("https://example.org/crue?x=1"),
        Candidates = [new MetadataCandidate(MetadataField.Published, MetadataSource.FirstLine, "2026-03-04")],
        Warnings = ["odd-name"],
    };

    public static ExtractionResult Found() => new(
        [
            new Timex
            {
                Span = new TextSpan(1, 5),
                Type = TimexType.Date,
                Value = "2026-03-04",
                Date = DateSpan.Parse("2026-03-04"),
                Alternatives = [DateSpan.Parse("2026-03")],
                Modifier = TimexModifier.Approx,
                Rule = "day",
                Warnings = [ExtractionWarning.WeekdayMismatch],
            },
        ],
        [
            new DatedEvent
            {
                Date = DateSpan.Parse("2026-03-04"),
                Status = EventStatus.Planned,
                Evidence = new TextSpan(0, 5),
                DateText = new TextSpan(1, 5),
                Headline = "Le pont rouvre",
                Entities = ["Cognac"],
                Alternatives = [DateSpan.Parse("2026-03-01/2026-03-05")],
                PreviousDate = DateSpan.Parse("2026-03-02"),
                Confidence = 0.75,
                DateFromContext = true,
                Warnings = [ExtractionWarning.WeekdayMismatch],
            },
        ],
        [ExtractionWarning.WeekdayMismatch]);

    public static StoredEvent Event(string date = "2026-03-04", params EventChange[] history) => new()
    {
        Story = new StoryId("story"),
        Id = history.Length > 0 ? history[0].Event : new EventId(StorageFixture.NewId()),
        Date = DateSpan.Parse(date),
        Status = EventStatus.Planned,
        Headline = "Le pont rouvre",
        Evidence = "Le pont rouvre le 4 mars 2026, dit « la ville ».",
        DateText = "le 4 mars 2026",
        Language = "fr",
        Entities = ["Cognac"],
        Terms = ["pont", "rouvrir"],
        Alternatives = [DateSpan.Parse("2026-03"), DateSpan.Parse("2026-03-01/2026-03-05")],
        Sources = [new(new ArticleId(StorageFixture.NewId()), "Le Journal", new Uri("https://example.org/pont"), new DateOnly(2026, 3, 3))],
        Confidence = 0.75,
        Warnings = ["weekday-mismatch"],
        History = history,
    };

    public static EventChange Change(EventId id, DateTimeOffset at, EventChangeKind kind = EventChangeKind.New, string? from = null, string? to = null) => new()
    {
        Event = id,
        Kind = kind,
        At = at,
        Article = new ArticleId(Identifier.Of("article of", id.Value)),
        From = from,
        To = to,
    };

    public static EventMention Mention(string mention) => new()
    {
        Id = mention,
        Article = new ArticleId(StorageFixture.NewId()),
        Language = "fr",
        Published = new DateOnly(2026, 3, 3),
        Date = DateSpan.Parse("2026-03-04"),
        Status = EventStatus.Planned,
        Evidence = "Le pont rouvre le 4 mars 2026.",
        Span = new TextSpan(10, 42),
        DateText = "le 4 mars 2026",
        Headline = "Le pont rouvre",
        Confidence = 0.5,
        Entities = ["Cognac"],
        Terms = ["pont", "rouvr"],
        Names = ["cognac"],
        PreviousDate = DateSpan.Parse("2026-03-02"),
        Alternatives = [DateSpan.Parse("2026-03")],
        Warnings = ["weekday-mismatch"],
    };

    public static DigestIssue Issue(DigestId id) => new()
    {
        Id = id,
        IsEdition = true,
        IsPlanned = true,
        ChangeIds = [StorageFixture.NewId(), StorageFixture.NewId()],
        ExpiresAt = id.CutOff.AddHours(18),
    };

    public static DigestVariant Variant(DigestId issue) => new()
    {
        Issue = issue,
        Id = new(StorageFixture.NewId()),
        PreviousIssue = issue with { CutOff = issue.CutOff.AddDays(-1) },
        PreviousVariant = new(StorageFixture.NewId()),
        Since = issue.CutOff.AddDays(-1),
        Language = "fr",
        Subject = "Crue : pic revu à 6,10 m",
        Html = "<p>Crue&nbsp;: pic revu à 6,10 m</p>",
        Text = "Crue : pic revu à 6,10 m\n",
        ChangeIds = [StorageFixture.NewId(), StorageFixture.NewId()],
    };

    public static DeliveryEntry Delivery(DigestId digest, SubscriberId reader) => new()
    {
        Digest = digest,
        Reader = reader,
        Variant = new("abcdefghijklmnopqrstuvwxyz"),
        State = DeliveryState.Planned,
        Attempts = 1,
        ClaimedUntil = At.AddMinutes(5),
        Answer = "250 ok",
        At = At,
    };

    public static OutgoingMail Mail() => new()
    {
        Id = StorageFixture.NewId(),
        To = "lectrice@example.org",
        From = "digest@journal.example",
        FromName = "La Rédaction",
        Subject = "Crue de la Charente : pic revu à 6,10 m",
        Content = new("<html lang=\"fr\"><body><p>Crue&nbsp;: pic revu à 6,10 m = record</p></body></html>\n", "Crue : pic revu à 6,10 m\n.un point au début\n"),
        Language = "fr",
        ListId = "main.journal.example",
        Date = At,
    };

    public static QuarantineEntry Refused(string name) => new()
    {
        Id = ArticleId.FromBlobName(name),
        FileName = name,
        Code = "binary",
        Reason = new Dictionary<string, string> { ["fr"] = "Ce fichier n'est pas un texte : à vérifier.", ["en"] = "This file is no text." },
        Remedy = new Dictionary<string, string> { ["fr"] = "Enregistrez-le en .txt.", ["en"] = "Save it as .txt." },
        FileHash = StorageFixture.NewId(),
        At = At,
    };
}
