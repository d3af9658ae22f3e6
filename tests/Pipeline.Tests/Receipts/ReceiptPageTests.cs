using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.Receipts;

namespace Pipeline.Tests.Receipts;

public sealed class ReceiptPageTests
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>", "</style>", "</p>", "<img src=x onerror=alert(1)>", "\"><a href=javascript:alert(1)>x</a>", "{{ 7*7 }}", "&lt;b&gt;", "&#x3C;",
        "' onmouseover='x", "<!--", "]]>", "\u202E", "\0", "\uFEFF", "\u2028", "../..", "\n", "\r\n", " ", "é", "😀", "a", "0",
    ];

    [Fact]
    public void Render_ATakenArticle_MatchesTheGoldenPages()
    {
        Golden.Matches("receipt.taken.fr.html", ReceiptSamples.Page(ReceiptSamples.French()));
        Golden.Matches("receipt.taken.en.html", ReceiptSamples.Page(ReceiptSamples.English()));
        Golden.Matches("receipt.taken.fr.json", ReceiptSamples.Data(ReceiptSamples.French()));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public void Render_ARefusedFile_MatchesTheGoldenPage(string newsroom) =>
        Golden.Matches($"receipt.refused.{newsroom}.html", ReceiptSamples.Page(ReceiptSamples.Refused("tableau.xls"), newsroom));

    [Fact]
    public void Render_ATakenArticle_TellsAllThatWasRead()
    {
        var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.French()));

        Assert.Equal("Crue : le pic attendu jeudi", page.Words("h1"));
        Assert.Equal(
            [
                "Fichier 2026/mars/crue de la « Charente ».txt",
                "Date de publication mercredi 4 mars 2026, 09:05 D’après : adresse de la page. Date à vérifier. Ne concordent pas : 1er mars 2026 (balises meta de la page) « le 32 mars », illisible (balise de date dans la page)",
                "Auteur Aline d’Abbadie", "Source Le Journal de Saintes", "Rubrique Région", "Langue français",
            ],
            page.QuerySelectorAll("dl > div").Select(fact => PageCheck.Plain(string.Join(' ', fact.QuerySelectorAll("dt, dd > bdi, dd > a, .note, li").Select(part => part.TextContent)))));
        Assert.Equal("https://example.org/2026/03/04/crue?a=1&b=2", page.QuerySelector("dd > a")!.GetAttribute("href"));
        Assert.Equal(["Les sources de la date de publication se contredisent ; la plus sûre a été retenue.", "Des caractères mal encodés ont été réparés.", "Le jour de la semaine ne correspond pas à la date."], page.QuerySelectorAll(".warnings li").Select(item => PageCheck.Plain(item.TextContent)));
        Assert.Equal(["samedi 28 février 2026 a eu lieu", "jeudi 5 mars 2026 prévu", "samedi 7 mars 2026 annulé"], page.QuerySelectorAll(".when").Select(when => PageCheck.Plain(when.TextContent)));
        Assert.Equal(["2026-02-28", "2026-03-05", "2026-03-07"], page.QuerySelectorAll("time").Select(time => time.GetAttribute("datetime")!));
    }

    [Fact]
    public void Render_AnEvent_LeadsToItsSentenceAndBack()
    {
        var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.French()));

        Assert.Equal(["#s1", "#s2", "#s3"], page.QuerySelectorAll(".jump a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("La préfecture a ouvert un centre d’accueil le", PageCheck.Plain(page.GetElementById("s1")!.NextElementSibling!.TextContent));
        Assert.Equal(["#e1", "#e2", "#e3"], page.QuerySelectorAll(".text .ref").Select(link => link.GetAttribute("href")!));
        Assert.Equal(["vendredi 28 février 2026", "demain", "7 mars"], page.QuerySelectorAll("mark").Select(mark => mark.TextContent));
        Assert.Equal("jeudi 5 mars 2026", page.QuerySelectorAll("mark")[1].GetAttribute("title"));
        Assert.Equal(4, page.QuerySelectorAll(".text p").Length);
    }

    [Fact]
    public void Render_DatesOfNeighbours_AreNamedUpToADozen()
    {
        var receipt = ReceiptSamples.French();
        var crowd = Enumerable.Range(1, 28).Select(day => new MetadataCandidate(MetadataField.Published, MetadataSource.TimeElement, $"2026-02-{day:D2}"));
        var page = PageCheck.Parse(ReceiptSamples.Page(receipt with { Article = receipt.Article! with { Candidates = [.. crowd] } }));

        Assert.Equal("1er février 2026 (balise de date dans la page)", PageCheck.Plain(page.QuerySelector(".others li")!.TextContent));
        Assert.Equal("…", page.QuerySelectorAll(".others li")[^1].TextContent);
        Assert.Equal(13, page.QuerySelectorAll(".others li").Length);
    }

    [Theory]
    [InlineData("2026-03-04")]
    [InlineData("2026-03-04T23:30:00+01:00")]
    [InlineData("2026-03-03T23:30:00Z")]
    [InlineData("2026-03-05T02:00:00+09:00")]
    public void Render_ACandidateOfTheSameDay_DoesNotDisagree(string value)
    {
        var receipt = ReceiptSamples.French();
        var article = receipt.Article! with { Candidates = [new(MetadataField.Published, MetadataSource.MetaTag, value)] };

        Assert.Empty(PageCheck.Parse(ReceiptSamples.Page(receipt with { Article = article })).QuerySelectorAll(".others"));
    }

    [Fact]
    public void Render_AHeadlineThatIsTheSentence_IsToldOnce()
    {
        var receipt = ReceiptSamples.English();
        var told = receipt.Found!.Events[0];
        var other = receipt with { Found = receipt.Found with { Events = [told with { Headline = "Harrow bridge shut" }] } };

        Assert.Empty(PageCheck.Parse(ReceiptSamples.Page(receipt)).QuerySelectorAll("blockquote"));
        Assert.StartsWith("The mayor closed", PageCheck.Parse(ReceiptSamples.Page(other)).Words("blockquote"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnEvent_SaysWhatToCheck()
    {
        var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.French()));

        Assert.Equal(
            [
                "À vérifier : l’article écrit « vendredi 28 février 2026 », mais le 28 février 2026 est un samedi.",
                "Autre lecture possible : vendredi 27 février 2026.",
                "À vérifier : la date de parution de l’article n’est pas sûre ; « demain » a été compté à partir d’elle, ce qui donne 5 mars 2026.",
                "Date précédente : vendredi 6 mars 2026.",
                "L’information est rapportée au conditionnel.",
            ],
            page.QuerySelectorAll(".check").Select(check => PageCheck.Plain(check.TextContent)));
    }

    [Fact]
    public void Render_AnAssumedDate_SaysSoAndWhatToDo()
    {
        var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.English()));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Assumed date: nothing in the file says when the article was published", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“date 2026-05-07”", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("dd .muted").Length);
    }

    [Fact]
    public void Render_ALanguageWithoutStrings_HasTheNewsroomsWordsAroundItsText()
    {
        const string Text = "Der Rat tagte am 3. März 2026 in Bonn.";
        var receipt = ReceiptSamples.Taken(
            Make.Article("rat.txt", Text, new DateOnly(2026, 3, 4)) with { Language = "de", Title = "Der Rat" }, [Make.Event(Text, "3. März 2026", Make.Day(2026, 3, 3)) with { Headline = "Rat in Bonn" }], []);
        var page = PageCheck.Parse(ReceiptSamples.Page(receipt, "en"));

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.All(new[] { "h1", "h3", "blockquote", ".text" }, part => Assert.Equal("de", page.QuerySelector(part)!.GetAttribute("lang")));
        Assert.Contains("Deutsch", page.Words("dl"), StringComparison.Ordinal);
        Assert.Equal("en", page.QuerySelector(".ref")!.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("fr", "en")]
    [InlineData("en", "fr")]
    public void Render_ARefusedFile_GivesReasonAndRemedyInAllLanguages(string newsroom, string other)
    {
        var receipt = ReceiptSamples.Refused("lot.zip!/tableau.xls", archive: "lot.zip");
        var page = PageCheck.Parse(ReceiptSamples.Page(receipt, newsroom));

        Assert.Equal(newsroom, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal([null, other], page.QuerySelectorAll(".notice").Select(notice => notice.GetAttribute("lang")));
        foreach (var (section, language) in page.QuerySelectorAll(".notice").Zip([newsroom, other]))
        {
            var strings = Strings.For(language);
            Assert.Contains(PageCheck.Plain(receipt.Reason!.Reason(strings)), PageCheck.Plain(section.TextContent), StringComparison.Ordinal);
            Assert.Contains(PageCheck.Plain(receipt.Reason.Remedy(strings)), PageCheck.Plain(section.TextContent), StringComparison.Ordinal);
        }

        Assert.Equal("tableau.xls", page.Words("h1"));
        Assert.Equal(ReceiptName.Of("lot.zip").Html, page.QuerySelector("dd a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector(".text"));
    }

    [Fact]
    public void Render_ADuplicate_LeadsToTheFirst()
    {
        var taken = ReceiptSamples.French();
        var copy = taken with { Head = taken.Head with { State = ArticleState.Duplicate }, First = "première.txt" };
        var page = PageCheck.Parse(ReceiptSamples.Page(copy));

        Assert.Equal(ReceiptName.Of("première.txt").Html, page.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.Equal("première.txt", page.Words(".notice a"));
        Assert.Null(page.QuerySelector(".text"));
        Assert.Null(page.QuerySelector(".events"));
    }

    [Fact]
    public void Render_AnArchive_ListsItsFilesWithTheirReceipts()
    {
        var head = ReceiptSamples.Head("lot.zip", ArticleState.Archive) with { Parts = ["lot.zip!/a/un.txt", "lot.zip!/deux <b>.txt"], Warnings = ["skipped-entries"] };
        var page = PageCheck.Parse(ReceiptSamples.Page(new Receipt(head, null, null, null, null)));

        Assert.Equal(["a/un.txt", "deux <b>.txt"], page.QuerySelectorAll(".parts a").Select(link => link.TextContent));
        Assert.Equal(head.Parts.Select(part => ReceiptName.Of(part).Html), page.QuerySelectorAll(".parts a").Select(link => link.GetAttribute("href")!));
        Assert.StartsWith("Certains fichiers joints", page.Words(".warnings"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ALongText_IsCutAtAParagraphAndSaysSo()
    {
        var text = string.Join('\n', Enumerable.Range(1, 40).Select(n => $"Le conseil a voté la mesure numéro {n} après un long débat."))
            + "\nLe maire signera le 9 mars 2026.";
        var receipt = ReceiptSamples.Taken(Make.Article("long.txt", text, new DateOnly(2026, 3, 4)), [Make.Event(text, "9 mars 2026", Make.Day(2026, 3, 9)) with { Headline = "Signature" }], []);
        var cut = PageCheck.Parse(ReceiptSamples.Page(receipt, options: new ReceiptOptions { MaxTextCharacters = 1_000 }));
        var whole = PageCheck.Parse(ReceiptSamples.Page(receipt));

        Assert.All(cut.QuerySelectorAll(".text p"), paragraph => Assert.EndsWith("débat.", paragraph.TextContent, StringComparison.Ordinal));
        Assert.InRange(cut.QuerySelector(".text")!.TextContent.Length, 900, 1_002);
        Assert.Contains("seul son début est repris", cut.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(cut.QuerySelectorAll(".jump"));
        Assert.Equal("Le maire signera le 9 mars 2026.", cut.Words("blockquote"));
        Assert.Single(whole.QuerySelectorAll(".jump"));
        Assert.Equal(41, whole.QuerySelectorAll(".text p").Length);
    }

    [Fact]
    public void Render_TheStyle_IsTheOneThatThePolicyNames()
    {
        var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.French()));
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));

        Assert.Contains($"style-src 'sha256-{hash}'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv]")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnAddressThatIsNoPage_IsNoLink()
    {
        var taken = ReceiptSamples.French();
        foreach (var address in new[] { "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd" })
        {
            var page = PageCheck.Parse(ReceiptSamples.Page(taken with { Article = taken.Article! with { SourceUrl = new Uri(address) } }));
            Assert.Empty(page.QuerySelectorAll("dd a"));
        }
    }

    [Fact]
    public void Render_AnyWords_AreShownAndNeverMarkup()
    {
        var part = Gen.OneOf(
            Gen.Int[0, Hostile.Length - 1].Select(index => Hostile[index]),
            Gen.String[1, 8].Where(text => !text.Contains('\uFFFD', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)));
        var words = part.Array[1, 6].Select(parts => "x" + string.Concat(parts));
        Gen.Select(words, words, words, words, Gen.Int[0, 30], Gen.Int[0, 30]).Sample((title, author, file, text, first, second) =>
        {
            var start = Whole(text, Math.Min(first, second));
            var end = Whole(text, Math.Max(first, second));
            var told = new DatedEvent
            {
                Date = Make.Day(2026, 3, 3),
                Status = EventStatus.Happened,
                Evidence = new TextSpan(start, end),
                DateText = new TextSpan(start, end),
                Headline = "x" + title,
                Confidence = 1,
            };
            var article = Make.Article(file, text, new DateOnly(2026, 3, 4)) with
            {
                Title = title,
                Author = author,
                SourceName = title,
                Section = author,
                SourceUrl = null,
                Candidates = [new(MetadataField.Published, MetadataSource.MetaTag, "x" + text)],
            };
            var page = PageCheck.Parse(ReceiptSamples.Page(ReceiptSamples.Taken(article, end > start ? [told] : [], [])));
            foreach (var reference in page.QuerySelectorAll(".ref").ToList())
            {
                reference.Remove();
            }

            Assert.Equal(PageCheck.Plain(VisibleText.Line(title)), page.Words("h1"));
            Assert.Equal(
                [VisibleText.Line(file), VisibleText.Line(title), VisibleText.Line(author), VisibleText.Line(author)],
                new[] { 0, 3, 2, 4 }.Select(row => page.QuerySelectorAll("dd")[row].TextContent));
            Assert.Equal(
                text.Split('\n').Select(line => PageCheck.Plain(VisibleText.Of(line))).Where(line => line.Length > 0),
                page.QuerySelectorAll(".text p").Select(paragraph => PageCheck.Plain(paragraph.TextContent)).Where(line => line.Length > 0));
        });
    }

    // No span of ours parts the halves of a character.
    private static int Whole(string text, int at) => at >= text.Length ? text.Length : char.IsLowSurrogate(text[at]) ? at + 1 : at;
}
