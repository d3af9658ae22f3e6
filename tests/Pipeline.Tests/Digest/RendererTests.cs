using AngleSharp.Html.Parser;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;
using static Pipeline.Tests.Digest.DigestSamples;

namespace Pipeline.Tests.Digest;

public sealed class RendererTests
{
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

        Assert.Equal("2 nouveautés · 2 changements · Source\u00A0: La Gazette, 4 mars 2026", dossier.NextElementSibling!.TextContent.Trim());
        Assert.Equal(4, dossier.NextElementSibling.NextElementSibling!.QuerySelectorAll("li").Length);
        Assert.Empty(dossier.NextElementSibling.NextElementSibling.QuerySelectorAll("a"));
    }

    [Fact]
    public void Renderer_AnEventOfADossierOfSeveralSources_NamesItsOwn()
    {
        using var page = new HtmlParser().ParseDocument(Render(FullIssue(), "fr").Html);
        var dossier = page.QuerySelectorAll("h2").Single(title => title.TextContent.StartsWith("Orféa", StringComparison.Ordinal));

        Assert.Equal("1 nouveauté", dossier.NextElementSibling!.TextContent.Trim());
        Assert.Equal("https://example.org/plain", dossier.NextElementSibling.NextElementSibling!.QuerySelector("li a")!.GetAttribute("href"));
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

    [Theory]
    [InlineData("fr", "Voir dans le navigateur", "Se désabonner", "Préférences", "Archives", "Flux Atom")]
    [InlineData("en", "View in browser", "Unsubscribe", "Preferences", "Archive", "Atom feed")]
    public void Renderer_Both_LeadToThePagesOfTheEdition(string language, string browser, string unsubscribe, string preferences, string archive, string feed)
    {
        var mail = Render(FullIssue(), language);
        using var page = new HtmlParser().ParseDocument(mail.Html);
        (string Label, string Address)[] links =
        [
            (browser, $"https://news.example/digests/{Issue}/{Variant}"),
            (unsubscribe, PersonalMarks.Unsubscribe),
            (preferences, PersonalMarks.Preferences),
            (archive, $"https://news.example/{language}/digests"),
            (feed, $"https://news.example/{language}/digests.atom"),
        ];

        Assert.All(links, link =>
        {
            Assert.Contains(page.QuerySelectorAll("a"), a => a.TextContent == link.Label && a.GetAttribute("href") == link.Address);
            Assert.Contains($"{link.Label}\n{link.Address}\n", mail.Text, StringComparison.Ordinal);
        });
        Assert.Contains("3 rue des Tanneurs", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 rue des Tanneurs", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_StoriesAndDatesToCome_LeadToTheirPages()
    {
        var mail = Render(FullIssue(), "fr");
        using var page = new HtmlParser().ParseDocument(mail.Html);
        var titles = page.QuerySelectorAll("h2 a").Select(link => link.GetAttribute("href")).ToList();

        Assert.Equal(5, titles.Count);
        Assert.All(titles, address => Assert.Equal("https://news.example/fr/stories/story", address));
        Assert.Equal(5, mail.Text.Split("https://news.example/fr/stories/story\n").Length - 1);
        foreach (var known in new[] { "planned", "moved" })
        {
            Assert.NotNull(page.QuerySelector($"a[href='https://news.example/fr/events/{known}.ics']"));
            Assert.Contains($"  https://news.example/fr/events/{known}.ics\n", mail.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("later.ics", mail.Html, StringComparison.Ordinal); // A month is no calendar entry.
        Assert.NotNull(page.QuerySelector("a[href='https://news.example/fr/upcoming.ics']"));
    }

    [Theory]
    [InlineData("Les désinstallations de l’application", "[Nouveau]")]
    [InlineData("La crue de la Vesle culmine", "[Corrigé]")]
    [InlineData("Le concert de Nadia Verrier", "[Annulé]")]
    [InlineData("Le procès de l’ancien maire", "[Date changée]")]
    [InlineData("Harrowmere Police say", "[Non confirmé]")]
    public void Renderer_WhatIsToldAnew_IsMarkedInWords(string headline, string mark)
    {
        var line = Render(FullIssue(), "fr").Text.Split('\n').First(line => line.Contains(headline, StringComparison.Ordinal));

        Assert.Contains(mark, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_OldFacts_HaveNoMark()
    {
        var line = Render(FullIssue(), "fr").Text.Split('\n').Last(line => line.Contains("La société Orféa signe", StringComparison.Ordinal));

        Assert.DoesNotContain('[', line);
    }

    [Fact]
    public void Renderer_AFigureThatChanged_ShowsTheOldOneAndTheNewOne() =>
        Assert.Contains("Auparavant\u00A0: 6,40 m. Désormais\u00A0: 6,10 m.", Render(FullIssue(), "fr").Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("fr", "À vérifier\u00A0: les sources ne s’accordent pas\u00A0; d’autres donnent mardi 3 mars 2026, nous avons retenu mercredi 4 mars 2026.")]
    [InlineData("en", "To check: the sources do not agree; others give Tuesday 3 March 2026, we have kept Wednesday 4 March 2026.")]
    public void Renderer_SourcesThatContradictEachOther_AreToldOf(string language, string sentence)
    {
        using var page = new HtmlParser().ParseDocument(Render(FullIssue(), language).Html);

        Assert.Contains(page.QuerySelectorAll("p.check"), check => check.TextContent == sentence);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Renderer_Preheader_AddsToTheSubjectAndFits(string language)
    {
        var mail = Render(FullIssue(), language);

        Assert.InRange(mail.Preheader.Length, 40, 90);
        Assert.DoesNotContain(mail.Subject, mail.Preheader, StringComparison.Ordinal);
        Assert.Contains(mail.Preheader, mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Renderer_TemplateVersion_IsOneForEachLanguageAndStays()
    {
        Assert.Equal(Render(FullIssue(), "fr").TemplateVersion, Render(FullIssue(), "fr").TemplateVersion);
        Assert.NotEqual(Render(FullIssue(), "fr").TemplateVersion, Render(FullIssue(), "en").TemplateVersion);
        Assert.True(Identifier.Is(Render(FullIssue(), "fr").TemplateVersion));
    }

    [Fact]
    public void Renderer_WhatAnEditorShouldKnow_IsFound()
    {
        var findings = Render(FullIssue(), "fr").Findings;

        Assert.Contains(new PreflightFinding(PreflightSeverity.Warn, PreflightCodes.NoSourceAddress, "1"), findings);
        Assert.Contains(new PreflightFinding(PreflightSeverity.Warn, PreflightCodes.Contradiction, "2"), findings);
        Assert.Empty(Render(Model([Told("x", "Le conseil vote le budget", Make.Day(2026, 3, 4), EventStatus.Happened)]), "fr").Findings);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    [InlineData("https://bank.example@evil.example/login")]
    [InlineData("https://user:secret@example.org/")]
    public void Renderer_ASourceWithADeceptiveAddress_IsNamedAndNotLinked(string address)
    {
        var item = Told("x", "Le conseil vote le budget de la commune", Make.Day(2026, 3, 4), EventStatus.Happened);
        var source = item.Event.Sources[0] with { Url = new Uri(address) };
        var mail = Render(Model([item with { Event = item.Event with { Sources = [source] } }]), "fr");

        Assert.Contains("La Gazette", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(address[..8], mail.Html.Replace("https://news.example", "", StringComparison.Ordinal).Replace("https://reader.invalid", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Make.Preflight.Of(DigestSamples.VariantOf(mail, "fr")), finding => finding.Severity == PreflightSeverity.Refuse);
    }

    [Theory]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("</a><img src=x onerror=alert(1)>")]
    [InlineData("'><svg/onload=alert(1)>")]
    [InlineData("</title></style><script>alert(1)</script>")]
    [InlineData("<!--[if mso]><xml></xml><![endif]-->")]
    [InlineData("{{ include 'digest.scriban-html' }}")]
    public void Renderer_MarkupInAnyFieldOfAnArticle_IsText(string evil)
    {
        var item = Told("x", evil + " A", Make.Day(2026, 3, 4), EventStatus.Happened, EventChangeKind.FigureChanged, evil + " B", evil + " C");
        var told = item.Event with
        {
            Evidence = "Le conseil municipal vote enfin ceci : " + evil + " D.",
            DateText = evil + " E",
            Warnings = ["weekday-mismatch", "ambiguous-numeric-date"],
            Sources = [item.Event.Sources[0] with { Name = evil + " F" }],
        };
        item = item with { Event = told };
        var model = Model([item, item]) with { Upcoming = [told], Withdrawn = [told], Context = [item] };
        var mail = Render(model with { Dossiers = [Dossier(evil + " G", [item], told.Sources[0])] }, "fr");
        using var page = new HtmlParser().ParseDocument(mail.Html);

        Assert.Empty(page.QuerySelectorAll("script, img, svg, xml, iframe"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All("ABDEFG", letter => Assert.Contains($"{evil} {letter}", page.Body!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.DoesNotContain(Make.Preflight.Of(DigestSamples.VariantOf(mail, "fr")), finding => finding.Severity == PreflightSeverity.Refuse && finding.Code != PreflightCodes.SubjectLength);
    }

    [Theory]
    [InlineData(PersonalMarks.Unsubscribe)]
    [InlineData(PersonalMarks.Preferences)]
    [InlineData("https://evil.example/?steal=https://READER.invalid/preferences")]
    public void Renderer_AMarkInAnArticle_NeverBecomesAReadersLink(string mark)
    {
        var item = Told("x", $"Voir {mark} pour la suite", Make.Day(2026, 3, 4), EventStatus.Happened, EventChangeKind.FigureChanged, mark, mark);
        var told = item.Event with
        {
            DateText = mark,
            Warnings = ["weekday-mismatch"],
            Sources = [item.Event.Sources[0] with { Name = mark, Url = new Uri("https://evil.example/?steal=" + mark) }],
        };
        var mail = Render(Model([item with { Event = told }]), "fr");
        var own = Render(Model([Told("x", "Le conseil vote le budget", Make.Day(2026, 3, 4), EventStatus.Happened)]), "fr");

        Assert.Equal(Marks(own.Html), Marks(mail.Html));
        Assert.Equal(Marks(own.Text), Marks(mail.Text));

        static int Marks(string text) => text.Split(PersonalMarks.Host).Length - 1;
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
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Matches("^https://(example[.]org|news[.]example|reader[.]invalid)/", link.GetAttribute("href")));
    }

    [Fact]
    public void Renderer_Text_KeepsWithin76CharactersAndHasNoEntities()
    {
        var text = Render(FullIssue(), "fr").Text;

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 76 || line.TrimStart().StartsWith("https://", StringComparison.Ordinal), line));
        Assert.DoesNotContain("&#", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
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

    private static DigestPreview Render(DigestModel model, string language) =>
        Make.Renderer(new NewsroomOptions { Name = "La Vigie", Language = language, PostalAddress = "La Vigie, 3 rue des Tanneurs, 51100 Valmont" }).Render(model, language, Issue, Variant);

}
