namespace Pipeline.Tests.Subscribers;

/// <summary>The pages of readers in a browser.</summary>
public sealed class ReaderPageLintTests
{
    private static readonly string[] Names = ["subscribe", "wrong address", "not saved", "confirm", "erase", "left"];

    [Fact]
    public async Task Pages_InABrowserLightDarkAndNarrow_AreAccessibleFitAndFetchNothing()
    {
        var pages = new List<(string, string)>();
        foreach (var language in Strings.Languages)
        {
            pages.AddRange((await new ReadersRoom().PagesAsync(language)).Where(page => Names.Contains(page.Name)).Select(page => ($"{page.Name.Replace(' ', '-')}-{language}", page.Page.Content)));
        }

        using var answer = await LintProcess.LookAsync(pages, Make.Token);
        var looks = answer.RootElement.GetProperty("looks").EnumerateArray().ToList();
        Assert.Equal(Names.Length * Strings.Languages.Count * 4, looks.Count);
        Assert.All(looks, look =>
        {
            Assert.Equal([], look.GetProperty("violations").EnumerateArray().Select(text => $"{look.GetProperty("mail")} {look.GetProperty("view")}: {text}"));
            Assert.Empty(look.GetProperty("requests").EnumerateArray());
            Assert.Equal(0, look.GetProperty("overflow").GetInt32());
        });
    }
}
