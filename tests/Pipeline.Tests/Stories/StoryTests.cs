using CsCheck;
using Pipeline.Articles;
using Pipeline.Events;

namespace Pipeline.Tests.Stories;

public sealed class StoryTests : IDisposable
{
    private static readonly (string Name, string Day, string Text)[] s_flood =
    [
        ("1.txt", "2026-03-08", "La Sorgèle déborde à Castelrive\nLa Sorgèle est sortie de son lit samedi 7 mars 2026 à Castelrive. Le préfet Armand Vidaline visitera Castelrive mardi 10 mars 2026. Deux arches du pont Saint-Blaise ont cédé dimanche à Castelrive."),
        ("2.txt", "2026-03-10", "Flood in Castelrive\nTwo arches of the Saint-Blaise bridge in Castelrive collapsed on 8 March 2026. The Sorgèle burst its banks on 7 March 2026. Prefect Armand Vidaline met residents on Tuesday."),
        ("3.txt", "2026-03-12", "Castelrive compte ses dégâts\nLe préfet Armand Vidaline s’est rendu à Castelrive mardi 10 mars. La visite de la ministre, Agnès Rouvière, prévue le vendredi 13 mars, est reportée au lundi 16 mars. Le pont Saint-Blaise sera démoli en avril 2026."),
        ("4.txt", "2026-03-17", "Agnès Rouvière à Castelrive\nLa ministre Agnès Rouvière a visité lundi 16 mars le pont Saint-Blaise, à Castelrive. Elle a promis une aide. Armand Vidaline l’accompagnait au bord de la Sorgèle."),
        ("5.txt", "2026-03-20", "Castelrive reconnue sinistrée\nCastelrive a été reconnue en état de catastrophe naturelle le 18 mars 2026. Le pont Saint-Blaise, effondré le 8 mars, sera reconstruit, a dit Agnès Rouvière. La Sorgèle était sortie de son lit le 7 mars."),
        ("6.txt", "2026-03-20", "Un hangar brûle à Brécourt\nUn incendie a détruit un hangar de la coopérative de Brécourt jeudi 19 mars 2026. Le maire de Brécourt, Yvan Delorme, était sur place."),
    ];

    private readonly StoryRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Projection_InAnyOrderOfArrival_MakesTheSameEvents()
    {
        var expected = await TellAllAsync(s_flood);
        await Gen.Shuffle(s_flood).SampleAsync(async order => await TellAllAsync(order) == expected, iter: 40);
    }

    [Fact]
    public async Task Projection_ANearCopy_AddsASourceAndNoConfirmation()
    {
        const string Text = "Valmont reconstruira son pont\nLe conseil municipal de Valmont a voté mardi 3 mars 2026 la reconstruction du pont Saint-Blaise. Le chantier durera deux ans et coûtera quatorze millions d’euros, selon le maire Paul Garrel, qui espère l’aide du département et de l’État pour ouvrir un ouvrage plus large aux piétons et aux bus de la ligne qui mène à la gare de Castelrive.";
        await _room.TellAsync("a.txt", "2026-03-04", Text, "Le Journal");
        var told = (await _room.TellAsync("b.txt", "2026-03-04", Text.Replace("mène à la gare", "conduit à la gare", StringComparison.Ordinal), "La Gazette"))
            .Single(e => e.Date == Make.Day(2026, 3, 3));

        Assert.Equal((2, 1), (told.Sources.Count, told.IndependentSources));
        Assert.DoesNotContain(told.History, change => change.Kind == EventChangeKind.Confirmed);
    }

    [Theory]
    [InlineData(false, EventChangeKind.Background)]
    [InlineData(true, EventChangeKind.New)]
    public async Task Projection_WhatHadHappenedBeforeTheStorysLastArticle_IsNewsOnlyWhereAnArticleOpensWithIt(bool isOpening, EventChangeKind expected)
    {
        const string Late = "Un camion de la coopérative Delorme a été emporté par la Sorgèle, à Castelrive, lundi 9 mars 2026. ";
        const string Opening = "La ministre Agnès Rouvière a visité jeudi 12 mars 2026 le pont Saint-Blaise, à Castelrive. ";
        var filler = string.Concat(Enumerable.Repeat("Le préfet Armand Vidaline et les habitants de Castelrive l’accompagnaient au bord de la Sorgèle. ", 5));
        await _room.TellAsync("1.txt", "2026-03-10", s_flood[0].Text);
        var told = await _room.TellAsync("2.txt", "2026-03-12", "Agnès Rouvière à Castelrive\n" + (isOpening ? Late + filler + Opening : Opening + filler + Late));

        var late = Assert.Single(told, found => found.Date == Make.Day(2026, 3, 9));
        Assert.Equal(expected, late.History[0].Kind);
        Assert.Equal(EventChangeKind.New, Assert.Single(told, found => found.Date == Make.Day(2026, 3, 12)).History[0].Kind);
    }

    [Theory]
    [InlineData("La direction dément que le pont Saint-Blaise ait été fermé le 20 janvier 2026, comme l’affirme un tract.", EventChangeKind.New)]
    [InlineData("Le pont Saint-Blaise avait été fermé le 20 janvier 2026 pour une inspection.", EventChangeKind.Background)]
    public async Task Projection_WhatIsDeniedWeeksLater_IsNews(string sentence, EventChangeKind expected)
    {
        var told = await _room.TellAsync("1.txt", "2026-03-08", "Castelrive s’inquiète\n" + sentence);

        Assert.Equal(expected, Assert.Single(told).History[0].Kind);
    }

    [Fact]
    public async Task Projection_AGermanArticleFullOfNouns_JoinsItsStory()
    {
        var french = await _room.TellAsync("1.txt", "2026-09-16", "L’opéra de Valmont rouvre\nL’opéra de Valmont rouvrira le 3 octobre 2026 avec un Don Giovanni. Ludivine Carpentier, l’architecte, a dirigé les travaux pendant six ans.");
        var german = await _room.TellAsync(
            "2.txt",
            "2026-10-04",
            "Valmont hat seine Oper wieder\nMit vier Minuten Verspätung gingen die Lichter aus, der Vorhang hob sich, das Orchester spielte die Ouvertüre. Am Samstag hat die Oper von Valmont mit Don Giovanni wieder eröffnet. Die Bühne, die Ränge, der Leuchter und das Gold der Logen glänzen, das Publikum klatschte, ehe ein Ton erklang. Die Architektin, Ludivine Carpentier, stand im Parkett, der Bürgermeister im Frack daneben, die Handwerker im Foyer.");

        Assert.Equal(Assert.Single(french.Select(told => told.Story).Distinct()), Assert.Single(german.Select(told => told.Story).Distinct()));
    }

    [Fact]
    public async Task Projection_TwoVersionsOfADay_AreOneContradictedEvent()
    {
        await _room.TellAsync("1.txt", "2026-03-03", "Castelrive évacue\nLe préfet Armand Vidaline a ordonné l’évacuation du quai des Tanneries, à Castelrive, le 1er mars 2026.");
        var told = await _room.TellAsync(
            "2.txt",
            "2026-03-05",
            "Castelrive : qui a ordonné, et quand ?\nLe préfet Armand Vidaline maintient que l’évacuation du quai des Tanneries, à Castelrive, a été ordonnée le 1er mars 2026. Le registre de la mairie situe l’ordre d’évacuation le 2 mars 2026.");

        var order = Assert.Single(told);
        Assert.Equal((Make.Day(2026, 3, 1), 2), (order.Date, order.Sources.Count));
        Assert.Equal([Make.Day(2026, 3, 2)], order.Contradictions);
    }

    [Fact]
    public async Task Withdraw_TheOnlyArticle_WithdrawsItsEvents()
    {
        var told = await _room.TellAsync("6.txt", "2026-03-20", s_flood[5].Text);
        await _room.WithdrawAsync("6.txt");

        foreach (var id in told.Select(e => e.Id))
        {
            var found = (await _room.Events.FindAsync(id, Make.Token))!.Value;
            Assert.NotNull(found.WithdrawnAt);
            Assert.Empty(found.Sources);
        }
    }

    // Every story with its events and who tells them, without ids.
    private static async Task<string> TellAllAsync((string Name, string Day, string Text)[] articles)
    {
        using var room = new StoryRoom();
        foreach (var (name, day, text) in articles)
        {
            await room.TellAsync(name, day, text);
        }

        var names = articles.ToDictionary(article => ArticleId.FromBlobName(article.Name), article => article.Name);
        var lines = new List<string>();
        await foreach (var story in room.Stories.ListAsync(Make.Token).Where(story => story.MergedInto is null && story.Articles > 0))
        {
            var events = new List<string>();
            foreach (var known in story.Events.Where(known => known.Mentions.Count > 0))
            {
                var told = (await room.Events.FindAsync(known.Event, Make.Token))!.Value;
                events.Add($"{told.Date} {told.Status} {told.Headline} [{string.Join(' ', told.Sources.Select(source => names[source.Article]).Order(StringComparer.Ordinal))}]");
            }

            lines.Add($"{story.Title}\n  {string.Join("\n  ", events.Order(StringComparer.Ordinal))}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
