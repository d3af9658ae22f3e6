using System.Text.RegularExpressions;
using Pipeline.Articles;
using Pipeline.Extraction;
using Pipeline.LocalHost.Commands;

namespace Pipeline.EndToEnd.Tests;

/// <summary>The verb that says why each date and event was made or dropped.</summary>
public sealed class ExplainTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Explain_Article_ShowsExpressionsEventsAndReasons()
    {
        var file = _folder.Write("gare.txt", SampleArticles.Station + "\nLe chantier aura pris trois ans.");

        var host = await LocalHostProcess.RunAsync(_folder, 0, "explain", file);

        Assert.Contains("(fr, published 2026-05-06)", host.Output, StringComparison.Ordinal);
        Assert.Matches(@"le mardi 5 mai 2026\s+2026-05-05\s+date\s+-\s+-\s+event 1", host.Output);
        Assert.Matches(@"trois ans\s+P3Y\s+\S+\s+-\s+-\s+duration", host.Output);
        Assert.Contains("0.97 = full date 0.97", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', host.Output);
        Assert.Equal("", host.Errors);
    }

    [Fact]
    public async Task Explain_Html_WritesThePageAndNothingOnStandardOutput()
    {
        var file = _folder.Write("gare.txt", SampleArticles.Station);

        var host = await LocalHostProcess.RunAsync(_folder, 0, "explain", file, "--html");

        var page = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "gare.txt.explain.html"), TestContext.Current.CancellationToken);
        Assert.Equal("", host.Output);
        Assert.Contains("<mark class=\"made\" title=\"2026-05-05: event 1 (rule date)\">le mardi 5 mai 2026</mark>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"evidence\" title=\"evidence of event 1\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file", "nowhere.txt")]
    [InlineData("--html would overwrite the article", "gare.txt", "--html", "gare.txt")]
    [InlineData("refused", "leer.txt")]
    public async Task Explain_WhatCannotBeExplained_OneSentenceAndExitCodeOne(string sentence, params string[] arguments)
    {
        _folder.Write("gare.txt", SampleArticles.Station);
        _folder.Write("leer.txt", "");

        var host = await LocalHostProcess.RunAsync(_folder, 1, ["explain", .. arguments]);

        Assert.Contains(sentence, Assert.Single(host.Errors.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(SampleArticles.Station, await File.ReadAllTextAsync(Path.Combine(_folder.Path, "gare.txt"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("<script>alert(1)</script> Le pont a rouvert le 2 mars 2026 </article></body>.")]
    [InlineData("Le pont\" onmouseover=\"alert(1) a rouvert le 2 mars 2026 ' onclick='alert(1).")]
    [InlineData("<!-- Le pont a rouvert le 2 mars 2026. --> <style>body{display:none}</style>")]
    [InlineData("Le pont \0\u0001\u001b[31m a rouvert le 2 mars 2026 \ud800 &amp; &lt;img src=x onerror=alert(1)&gt;.")]
    public void Page_HostileArticle_IsEscapedEverywhere(string text)
    {
        var page = PageOf(text);

        var harmless = PageOf("Le pont a rouvert le 2 mars 2026.");
        Assert.Equal(TagsOf(harmless).Distinct().Order(), TagsOf(page).Distinct().Order());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(page, c => c is '\0' or '\u0001' or '\u001b' || char.IsSurrogate(c));
    }

    [Fact]
    public void Page_AnyArticle_NeedsNothingElse()
    {
        var page = PageOf("Le pont a rouvert le 2 mars 2026.");

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<meta charset=\"utf-8\">", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
        Assert.Contains("<article lang=\"fr\">", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<(script|link|img|iframe)|<[^>]*(src|href)=|url\\(|@import", page);
    }

    /// <summary>The names of all elements with their attributes' names, as a browser would read them.</summary>
    private static IEnumerable<string> TagsOf(string page) =>
        Regex.Matches(page, "<(?<tag>[^>]*)>").Select(
            match => Regex.Replace(match.Groups["tag"].Value, "\"[^\"]*\"", "\"\""));

    private static string PageOf(string text)
    {
        var published = new DateOnly(2026, 3, 5);
        var article = new Article
        {
            Id = ArticleId.FromBlobName("a.txt"),
            FileName = "<b onload=x>.txt",
            ContentHash = "hash",
            Title = "</title><img src=x onerror='alert(1)'>" + text,
            Text = text,
            Language = "fr",
            Published = published,
            PublishedFrom = MetadataSource.FrontMatter,
            PublishedConfidence = PublicationConfidence.OneSource,
        };
        return new ExplainPage(article, new ArticleExtractor(LanguagePack.For("fr")).Explain(text, new DocumentTime(published))).Write();
    }
}
