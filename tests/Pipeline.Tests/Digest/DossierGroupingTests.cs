using CsCheck;
using Pipeline.Articles;
using Pipeline.Digest;
using Pipeline.Events;
using Pipeline.Extraction;

namespace Pipeline.Tests.Digest;

public sealed class DossierGroupingTests
{
    [Fact]
    public void Grouping_EventsOfOneArticle_AreOneDossier() => Assert.Equal(["1 2", "3"], Groups("a", "a", "b"));

    [Fact]
    public void Grouping_ArticlesThatShareAnEvent_AreOneDossier() => Assert.Equal(["1 2 3"], Groups("a", "b", "a b"));

    [Fact]
    public void Grouping_AChainOfArticles_IsOneDossier() => Assert.Equal(["1 2 3 5", "4"], Groups("a b", "c d", "b c", "z", "d e"));

    [Fact]
    public void Grouping_NoEvent_IsNoDossier() => Assert.Empty(DossierGrouping.Of([]));

    [Fact]
    public void Grouping_AnyEvents_KeepsEachOnceAndSharesNoArticleBetweenDossiers() =>
        Gen.Char['a', 'h'].Array[1, 3].Array[0, 20].Sample(sources =>
        {
            var groups = DossierGrouping.Of([.. sources.Select((articles, i) => Item(i, string.Join(' ', articles)))]);
            var articles = groups.Select(group => group.SelectMany(item => item.Event.Sources).Select(source => source.Article).ToHashSet()).ToList();

            Assert.Equal(sources.Length, groups.Sum(group => group.Count));
            Assert.Equal(articles.Sum(set => set.Count), articles.SelectMany(set => set).Distinct().Count());
        });

    private static IEnumerable<string> Groups(params string[] articlesOfEvents) =>
        DossierGrouping.Of([.. articlesOfEvents.Select((articles, i) => Item(i + 1, articles))]).Select(group => string.Join(' ', group.Select(item => item.Event.Headline)));

    private static DigestItem Item(int number, string articles)
    {
        var item = DigestMailTests.Told("e" + number, $"{number}", Make.Day(2026, 3, 4), EventStatus.Happened);
        var sources = articles.Split(' ').Select(name => new EventSource(ArticleId.FromBlobName(name), name, null, new DateOnly(2026, 3, 4)));
        return item with { Event = item.Event with { Sources = [.. sources] } };
    }
}
