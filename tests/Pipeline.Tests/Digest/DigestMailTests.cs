using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using Pipeline.Stories;

namespace Pipeline.Tests.Digest;

public sealed class DigestMailTests
{
    private static readonly DateTimeOffset CutOff = new(2026, 3, 5, 6, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Renderer_AFullIssue_MatchesTheGoldenMail(string language)
    {
        var mail = Render(FullIssue(), language);

        Golden.Matches($"digest.{language}.html", mail.Html);
        Golden.Matches($"digest.{language}.txt", mail.Subject + "\n\n" + mail.Text);
    }

    [Fact]
    public void Renderer_ADossierOfOneSource_NamesAndLinksItOnce()
    {
        using var page = new HtmlParser().ParseDocument(Render(FullIssue(), "fr").Html);
        var dossier = page.QuerySelectorAll("h2").Single(title => title.TextContent == "Valmont, la semaine du conseil");

        Assert.Equal("Source\u00A0: La Gazette, 4 mars 2026", dossier.NextElementSibling!.TextContent.Trim());
        Assert.Equal(4, dossier.NextElementSibling.NextElementSibling!.QuerySelectorAll("li").Length);
        Assert.Empty(dossier.NextElementSibling.NextElementSibling.QuerySelectorAll("a"));
    }

    [Fact]
    public void Renderer_AnEventOfADossierOfSeveralSources_NamesItsOwn()
    {
        using var page = new HtmlParser().ParseDocument(Render(FullIssue(), "fr").Html);
        var dossier = page.QuerySelectorAll("h2").Single(title => title.TextContent.StartsWith("Orféa", StringComparison.Ordinal));

        Assert.Equal("https://example.org/plain", dossier.NextElementSibling!.QuerySelector("li a")!.GetAttribute("href"));
    }

    [Fact]
    public void Renderer_WordsOfAnotherLanguage_AreMarkedAndAnnounced()
    {
        var mail = Render(FullIssue(), "fr");
        using var page = new HtmlParser().ParseDocument(mail.Html);
        var foreign = page.QuerySelectorAll("[lang=en]").Select(element => element.TextContent.Trim()).ToList();

        Assert.Contains("Police recover the Harrowmere cup", foreign);
        Assert.Contains("Harrowmere Police say the stolen cup was found in a farmhouse", foreign);
        Assert.DoesNotContain(foreign, text => text.Contains("Non confirmé", StringComparison.Ordinal));
        Assert.Contains("Source\u00A0: harrowmere-note.txt, 4 mars 2026 (en anglais)", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("(en français)", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_WhatIsLeftOut_IsCountedByDossierAndAtTheEnd()
    {
        var text = Render(FullIssue(), "fr").Text;

        Assert.Contains("Et 2 autres dates dans ce dossier.", text, StringComparison.Ordinal);
        Assert.Contains("Faute de place, non repris ici\u00A0: 3 autres nouveautés dans 1 autre dossier.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_ADossierOfTheLeadAlone_HasNoEmptyTitle()
    {
        var model = Model([Told("x", "Le conseil vote le budget", Make.Day(2026, 3, 4), EventStatus.Happened)]);
        var text = Render(model with { Dossiers = [new DigestDossier { Title = "Le titre", Language = "fr", Items = [] }] }, "fr").Text;

        Assert.DoesNotContain("Le titre", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_WeekdayThatIsNotTheDates_SaysWhatIsWrittenAndWhatIsTrue()
    {
        var mail = Render(FullIssue(), "fr");

        Assert.Contains("À vérifier\u00A0: l’article écrit «\u00A0vendredi 28 février 2026\u00A0», mais le 28 février 2026 est un samedi.", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_AMovedEvent_ShowsTheOldDateAndTheNewOne()
    {
        var mail = Render(FullIssue(), "fr");

        Assert.Contains("[Date changée]", mail.Text, StringComparison.Ordinal);
        Assert.Contains("jeudi 12 mars 2026", mail.Text, StringComparison.Ordinal);
        Assert.Contains("mercredi 1er avril 2026", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_MarkupAndTemplateCodeInArticles_AreShownAsText()
    {
        var evil = Told("x", "<script>alert(1)</script> {{ 7*7 }} & \"co\"", Make.Day(2026, 3, 4), EventStatus.Happened);
        var mail = Render(Model([evil]), "fr");
        using var page = new HtmlParser().ParseDocument(mail.Html);

        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Contains("<script>alert(1)</script> {{ 7*7 }} & \"co\"", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> {{ 7*7 }} & \"co\"", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_ASourceWithAScriptAddress_HasNoLink()
    {
        var item = Told("x", "Le conseil vote le budget de la commune", Make.Day(2026, 3, 4), EventStatus.Happened);
        var source = item.Event.Sources[0] with { Url = new Uri("javascript:alert(1)") };
        var mail = Render(Model([item with { Event = item.Event with { Sources = [source] } }]), "fr");

        Assert.DoesNotContain("javascript:", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_Html_HasLanguageHeadingsAndNoPictures()
    {
        using var page = new HtmlParser().ParseDocument(Render(FullIssue(), "fr").Html);

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.QuerySelectorAll("h2"));
        Assert.NotEmpty(page.QuerySelectorAll("ul > li"));
        Assert.Empty(page.QuerySelectorAll("img, script, link, iframe"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.StartsWith("https://example.org/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public void Renderer_Text_KeepsWithin76CharactersAndHasNoEntities()
    {
        var text = Render(FullIssue(), "fr").Text;

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 76, line));
        Assert.DoesNotContain("&#", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_AHeadlineCutForLength_IsFollowedByTheRestOfItsSentence()
    {
        var text = RenderCut("Le conseil vote le budget de la commune et renonce au pont, faute d’un accord avec le département sur la part de chacun.");

        Assert.Contains("commune et…\n", text, StringComparison.Ordinal);
        Assert.Contains("«\u00A0… renonce au pont, faute", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_AHeadlineCutJustBeforeItsEnd_IsWhole()
    {
        var text = RenderCut("Le conseil vote le budget de la commune et renonce au pont.");

        Assert.Contains("Le conseil vote le budget de la commune et renonce au pont\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
    }

    private static string RenderCut(string evidence)
    {
        var item = Told("x", "Le conseil vote le budget de la commune et…", Make.Day(2026, 3, 4), EventStatus.Happened);
        return Render(Model([item with { Event = item.Event with { Evidence = evidence } }]), "fr").Text;
    }

    [Fact]
    public void Renderer_TooManyEventsForOneMail_LeavesTheLastOutAndCountsThem()
    {
        var many = Enumerable.Range(0, 200).Select(i => Told("n" + i, $"Événement numéro {i} " + new string('é', 90), Make.Day(2026, 3, 4), EventStatus.Happened)).ToList();
        var model = Model(many) with { Dossiers = [.. many.Skip(1).Chunk(5).Select((items, i) => Dossier($"Dossier {i}", items))] };
        var mail = Render(model, "fr");

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(mail.Html), 60_000, Renderer.MaxHtmlBytes);
        Assert.EndsWith("</html>\n", mail.Html, StringComparison.Ordinal);
        Assert.Matches(@"non repris ici\u00A0: [1-9]\d+ autres nouveautés dans [1-9]\d* autres dossiers\.", mail.Html);
    }

    [Theory]
    [InlineData("fr", "1er mars 2026", 2026, 3, 1)]
    [InlineData("fr", "2 mars 2026", 2026, 3, 2)]
    [InlineData("en", "1 March 2026", 2026, 3, 1)]
    public void Renderer_ADay_IsWrittenAsTheLanguageWritesIt(string language, string expected, int year, int month, int day)
    {
        var mail = Render(Model([Told("x", "Le conseil vote le budget", Make.Day(year, month, day), EventStatus.Happened)]), language);

        Assert.Contains(expected, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_CoarseDates_AreNeverWrittenFinerThanKnown()
    {
        var month = Render(Model([Told("x", "Le pont rouvre", DateSpan.Month(2026, 4), EventStatus.Planned)]), "fr").Text;
        var year = Render(Model([Told("x", "Le pont est fini", DateSpan.Year(2025), EventStatus.Happened)]), "fr").Text;
        var span = Render(Model([Told("x", "Le festival", DateSpan.Between(new(2026, 3, 3), new(2026, 3, 7)), EventStatus.Planned)]), "fr").Text;

        Assert.Contains("À la une · avril 2026\n", month, StringComparison.Ordinal);
        Assert.Contains("À la une · 2025\n", year, StringComparison.Ordinal);
        Assert.Contains("À la une · du 3 au 7 mars 2026\n", span, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", 0, "0 nouveauté")]
    [InlineData("fr", 1, "1 nouveauté")]
    [InlineData("fr", 2, "2 nouveautés")]
    [InlineData("en", 0, "0 new events")]
    [InlineData("en", 1, "1 new event")]
    public void Strings_Plural_FollowsTheRuleOfTheLanguage(string language, int count, string expected) =>
        Assert.Equal(expected, Strings.For(language).Plural("digest.count.new", count));

    internal static DigestItem Told(string id, string headline, DateSpan date, EventStatus status, EventChangeKind kind = EventChangeKind.New, string? from = null, string? to = null)
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

    private static DigestDossier Dossier(string title, DigestItem[] items, EventSource? source = null) =>
        new() { Title = title, Language = items[0].Event.Language, Items = items, Source = source };

    private static DigestModel Model(List<DigestItem> items) => new()
    {
        CutOff = CutOff,
        Lead = items[0],
        Dossiers = items.Count == 1 ? [] : [Dossier("Le dossier", [.. items.Skip(1)])],
        NewCount = items.Count(item => item.IsNew),
        ChangedCount = items.Count(item => item.IsChanged),
        ChangeIds = [.. items.SelectMany(item => item.Changes).Select(change => change.Id)],
    };

    private static DigestPreview Render(DigestModel model, string language) =>
        new Renderer(Options.Create(new NewsroomOptions { Name = "La Vigie", Language = language }), Make.Default<DigestOptions>()).Render(model, language);

    private static DigestModel FullIssue()
    {
        var lead = Told("lead", "Le ministère écarte la société Orféa de ses marchés, une première pour une entreprise du pays", Make.Day(2026, 2, 28), EventStatus.Happened);
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
        var moved = Told("moved", "Le procès de l’ancien maire de Castelrive est reporté", Make.Day(2026, 4, 1), EventStatus.Planned, EventChangeKind.DateChanged, "2026-03-12", "2026-04-01");
        var cancelled = Told("cancelled", "Le concert de Nadia Verrier au stade des Cèdres est annulé", Make.Day(2026, 3, 21), EventStatus.Cancelled, EventChangeKind.StatusChanged, "Planned", "Cancelled");
        var denied = Told("denied", "La mairie aurait signé la vente du terrain, ce que dément le préfet", DateSpan.Month(2026, 2), EventStatus.Denied);
        var plain = Told("plain", "Les désinstallations de l’application bondissent de 295 % en une journée", Make.Day(2026, 2, 28), EventStatus.Happened);
        var planned = Told("planned", "Le conseil municipal votera le budget : trois points restent à trancher", Make.Day(2026, 3, 9), EventStatus.Planned);
        var english = Told("english", "Harrowmere Police say the stolen cup was found in a farmhouse", Make.Day(2026, 3, 3), EventStatus.Happened);
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
                Dossier("Police recover the Harrowmere cup", [english], english.Event.Sources[0]),
            ],
            Context = [old],
            Upcoming = [planned.Event, moved.Event, Told("later", "Réouverture du pont Saint-Blaise", DateSpan.Month(2026, 5), EventStatus.Planned).Event],
            Withdrawn = [Told("withdrawn", "La piscine des Cèdres rouvre ses bassins d’été", Make.Day(2026, 3, 2), EventStatus.Happened).Event],
            OmittedWithdrawn = 2,
            OmittedDossiers = 1,
            OmittedEvents = 3,
            NewCount = 10,
            ChangedCount = 2,
            ChangeIds = [],
        };
    }
}
