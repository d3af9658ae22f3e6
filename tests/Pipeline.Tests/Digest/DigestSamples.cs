using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Tests.Digest;

/// <summary>Digests as the composer would make them.</summary>
internal static class DigestSamples
{
    public static readonly DateTimeOffset CutOff = new(2026, 3, 5, 6, 30, 0, TimeSpan.Zero);

    public static readonly DigestId Issue = new("main", CutOff);

    public static readonly VariantId Variant = new(Identifier.Of("variant"));

    /// <summary>A variant of <paramref name="mail"/>.</summary>
    public static DigestVariant VariantOf(DigestPreview mail, string language) => new()
    {
        Issue = Issue,
        Id = Variant,
        Language = language,
        Since = CutOff.AddDays(-1),
        Subject = mail.Subject,
        Preheader = mail.Preheader,
        Html = mail.Html,
        Text = mail.Text,
        TemplateVersion = mail.TemplateVersion,
        Findings = mail.Findings,
        ChangeIds = [],
    };

    public static DigestItem Told(string id, string headline, DateSpan date, EventStatus status, EventChangeKind kind = EventChangeKind.New, string? from = null, string? to = null)
    {
        var article = ArticleId.FromBlobName(id + ".txt");
        var change = new EventChange { Event = new EventId(id), Kind = kind, At = CutOff.AddHours(-1), Article = article, From = from, To = to };
        return new DigestItem(
            new StoredEvent
            {
                Id = new EventId(id),
                Story = new StoryId("story"),
                Date = date,
                Status = status,
                Headline = headline,
                Evidence = headline + ".",
                DateText = "",
                Language = "fr",
                Confidence = 0.9,
                Sources = [new EventSource(article, "La Gazette", new Uri("https://example.org/" + id), new DateOnly(2026, 3, 4))],
                History = [change],
            },
            [change]);
    }

    public static DigestDossier Dossier(string title, DigestItem[] items, EventSource? source = null) =>
        new() { Title = title, Language = items[0].Event.Language, Items = items, Source = source };

    private static DateSpan Day(int year, int month, int day) => DateSpan.Day(new DateOnly(year, month, day));

    public static DigestModel Model(List<DigestItem> items) => new()
    {
        CutOff = CutOff,
        Lead = items[0],
        Dossiers = items.Count == 1 ? [] : [Dossier("Le dossier", [.. items.Skip(1)])],
        NewCount = items.Count(item => item.IsNew),
        ChangedCount = items.Count(item => item.IsChanged),
        ChangeIds = [.. items.SelectMany(item => item.Changes).Select(change => change.Id)],
    };

    public static DigestModel FullIssue()
    {
        var lead = Told("lead", "Le ministère écarte la société Orféa de ses marchés, une première pour une entreprise du pays", Day(2026, 2, 28), EventStatus.Happened);
        lead = lead with
        {
            Event = lead.Event with
            {
                Evidence = "Tout commence le vendredi 28 février 2026, quand le ministère annonce qu’il écarte la société Orféa de ses marchés, une étiquette jusqu’ici réservée aux fournisseurs étrangers.",
                DateText = "vendredi 28 février 2026",
                Warnings = ["weekday-mismatch"],
                Sources = [.. lead.Event.Sources, new EventSource(ArticleId.FromBlobName("b"), "Le Courrier du soir", new Uri("https://example.org/b?x=1&y=2"), new DateOnly(2026, 3, 3))],
            },
        };
        var moved = Told("moved", "Le procès de l’ancien maire de Castelrive est reporté", Day(2026, 4, 1), EventStatus.Planned, EventChangeKind.DateChanged, "2026-03-12", "2026-04-01");
        var cancelled = Told("cancelled", "Le concert de Nadia Verrier au stade des Cèdres est annulé", Day(2026, 3, 21), EventStatus.Cancelled, EventChangeKind.StatusChanged, "Planned", "Cancelled");
        var denied = Told("denied", "La mairie aurait signé la vente du terrain, ce que dément le préfet", DateSpan.Month(2026, 2), EventStatus.Denied);
        var plain = Told("plain", "Les désinstallations de l’application bondissent de 295 % en une journée", Day(2026, 2, 28), EventStatus.Happened);
        var planned = Told("planned", "Le conseil municipal votera le budget : trois points restent à trancher", Day(2026, 3, 9), EventStatus.Planned);
        var english = Told("english", "Harrowmere Police say the stolen cup was found in a farmhouse", Day(2026, 3, 3), EventStatus.Happened);
        english = english with
        {
            Event = english.Event with
            {
                Language = "en",
                Warnings = ["hearsay"],
                Evidence = "The cup, a silver vessel valued at £2.4m, was reportedly found behind a false wall on Tuesday, Harrowmere Police announced.",
                Sources = [new EventSource(ArticleId.FromBlobName("e"), "harrowmere-note.txt", null, new DateOnly(2026, 3, 4))],
            },
        };
        var disputed = Told("disputed", "Le viaduc de la Vesle rouvre à la circulation dans les deux sens", Day(2026, 3, 4), EventStatus.Happened);
        disputed = disputed with { Event = disputed.Event with { Contradictions = [DateSpan.Day(new DateOnly(2026, 3, 3))] } };
        var recounted = Told("recounted", "La crue de la Vesle culmine à 6,10 m au pont des Tanneurs", Day(2026, 3, 4), EventStatus.Happened, EventChangeKind.FigureChanged, "6,40 m", "6,10 m");
        var old = Told("old", "La société Orféa signe son premier contrat avec le ministère", DateSpan.Year(2021), EventStatus.Happened, EventChangeKind.Background);
        return new DigestModel
        {
            CutOff = CutOff,
            Previous = CutOff.AddDays(-1),
            Lead = lead,
            Dossiers =
            [
                Dossier("Orféa : le ministère change de fournisseur", [plain]),
                Dossier("Valmont, la semaine du conseil", [denied, planned, cancelled, moved], planned.Event.Sources[0]) with { Omitted = 2 },
                Dossier("La Vesle en crue", [recounted, disputed]),
                Dossier("Police recover the Harrowmere cup", [english], english.Event.Sources[0]),
            ],
            Context = [old],
            Upcoming = [planned.Event, moved.Event, Told("later", "Réouverture du pont Saint-Blaise", DateSpan.Month(2026, 5), EventStatus.Planned).Event],
            Withdrawn = [Told("withdrawn", "La piscine des Cèdres rouvre ses bassins d’été", Day(2026, 3, 2), EventStatus.Happened).Event],
            OmittedWithdrawn = 2,
            OmittedDossiers = 1,
            OmittedEvents = 3,
            NewCount = 11,
            ChangedCount = 3,
            ChangeIds = [],
        };
    }
}
