using System.Text.Json;
using Pipeline.Articles.Reading;
using Pipeline.InMemory;
using Pipeline.Receipts;
using Pipeline.Tests.Articles;

namespace Pipeline.Tests.Receipts;

public sealed class ReceiptWriterTests : IDisposable
{
    private const string Text = "Le conseil municipal de Valmont a voté le 9 mars 2026 la reconstruction du pont.";

    private readonly InMemoryReceiptStore _store = new();
    private readonly Newsroom _room = new();

    public ReceiptWriterTests()
    {
        var page = new ReceiptPage(Make.Default<NewsroomOptions>(), Make.Default<ReadingOptions>(), Make.Default<ReceiptOptions>());
        _room.Writers = [new ReceiptWriter(_store, _room.Articles, page, new ReceiptData(page))];
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Write_ATakenFile_PutsAPageAndItsDataUnderOneName()
    {
        await _room.DropAsync("a.txt", Text);

        Assert.Equal([ReceiptName.Of("a.txt").Html, ReceiptName.Of("a.txt").Json], _store.Names.Order(StringComparer.Ordinal));
        Assert.Contains("la reconstruction du pont", PageCheck.Parse(await PageAsync("a.txt")).Body!.TextContent, StringComparison.Ordinal);
        var data = await DataAsync("a.txt");
        Assert.Equal("ingested", data.GetProperty("state").GetString());
        Assert.Equal("2026-03-09", data.GetProperty("events")[0].GetProperty("date").GetString());
        Assert.True(data.GetProperty("read").GetProperty("published").GetProperty("isAssumed").GetBoolean());
    }

    [Fact]
    public async Task Write_Again_PutsTheSameBytes()
    {
        await _room.DropAsync("a.txt", Text);
        var (page, data) = (await PageAsync("a.txt"), await TextOfAsync(ReceiptName.Of("a.txt").Json));
        var head = (await _room.HeadAsync("a.txt"))!;
        var content = (await _room.Articles.FindContentAsync(head.Id, head.Version, Make.Token))!;

        await _room.Writers[0].WriteAsync(head with { At = head.At.AddDays(1), Attempts = 2 }, content.Article, content.Found, null, Make.Token);

        Assert.Equal(page, await PageAsync("a.txt"));
        Assert.Equal(data, await TextOfAsync(ReceiptName.Of("a.txt").Json));
    }

    [Fact]
    public async Task Write_ARefusedFileThatIsMended_IsReplaced()
    {
        await _room.DropAsync("a.txt", "   ");
        Assert.Equal("empty", (await DataAsync("a.txt")).GetProperty("reason").GetProperty("code").GetString());
        Assert.Contains("Le fichier est vide.", await PageAsync("a.txt"), StringComparison.Ordinal);
        Assert.Contains("The file is empty.", await PageAsync("a.txt"), StringComparison.Ordinal);

        await _room.DropAsync("a.txt", Text, Make.Dropped.AddMinutes(1));

        Assert.Equal("ingested", (await DataAsync("a.txt")).GetProperty("state").GetString());
        Assert.DoesNotContain("Le fichier est vide.", await PageAsync("a.txt"), StringComparison.Ordinal);
        Assert.Equal(2, _store.Names.Count);
    }

    [Fact]
    public async Task Write_ACopy_NamesTheFirstAndBecomesTheArticleWhenThatGoes()
    {
        await _room.DropAsync("a.txt", Text);
        await _room.DropAsync("b.txt", Text);
        var data = await DataAsync("b.txt");
        Assert.Equal("duplicate", data.GetProperty("state").GetString());
        Assert.Equal("a.txt", data.GetProperty("duplicateOf").GetProperty("file").GetString());
        Assert.Equal(ReceiptName.Of("a.txt").Html, PageCheck.Parse(await PageAsync("b.txt")).QuerySelector(".notice a")!.GetAttribute("href"));

        await _room.Remove().RunAsync("a.txt", Make.Token);

        Assert.Equal("removed", (await DataAsync("a.txt")).GetProperty("state").GetString());
        Assert.Contains("Cet article a été retiré", await PageAsync("a.txt"), StringComparison.Ordinal);
        Assert.Equal("ingested", (await DataAsync("b.txt")).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("../../quarantine/evil.txt")]
    [InlineData("photo\u202Egpj.exe")]
    [InlineData("<script>alert(1)</script>.txt")]
    [InlineData("a\nSet-Cookie: x=1.txt")]
    [InlineData("{{ 7*7 }}.txt")]
    public async Task Write_AHostileName_IsAReceiptLikeAnyOther(string name)
    {
        await _room.DropAsync(name, Text);

        Assert.All(_store.Names, file => Assert.True(ReceiptName.IsFile(file)));
        Assert.Equal(VisibleText.Line(name), PageCheck.Parse(await PageAsync(name)).QuerySelector("dd")!.TextContent);
        Assert.Equal(name, (await DataAsync(name)).GetProperty("file").GetString());
        Assert.DoesNotContain('<', await TextOfAsync(ReceiptName.Of(name).Json));
    }

    private Task<string> PageAsync(string name) => TextOfAsync(ReceiptName.Of(name).Html);

    private async Task<JsonElement> DataAsync(string name) => JsonDocument.Parse(await TextOfAsync(ReceiptName.Of(name).Json)).RootElement;

    private async Task<string> TextOfAsync(string file) => (await _store.FindAsync(file, Make.Token))!;
}
