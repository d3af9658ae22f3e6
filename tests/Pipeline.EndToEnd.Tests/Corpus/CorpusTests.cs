using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Articles;
using Pipeline.Articles.Reading;
using Pipeline.Extraction;
using Pipeline.Functions;
using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests.Corpus;

/// <summary>The corpus of bad input, each file through the blob-triggered function on an emulator.</summary>
public sealed class CorpusTests(FunctionRoom room) : IClassFixture<FunctionRoom>
{
    private static readonly Dictionary<string, BadFile> s_files = TextCases.All.Concat(FileCases.All).ToDictionary(file => file.Key);

    public static TheoryData<string> Keys => [.. s_files.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Dropped_ABadFile_IsTakenWithItsWarningsOrRefusedWithItsReason(string key)
    {
        var file = s_files[key];
        var name = NameOf(file);
        var content = file.Content();

        await room.DropAsync(name, content);

        var head = await room.HeadAsync(name);
        Assert.Equal(file.Outcome, head.State == ArticleState.Quarantined ? head.Reason!.Code.Name() : BadFile.Taken);
        if (head.State == ArticleState.Quarantined)
        {
            await AssertQuarantinedAsync(name, file.Outcome, content.Length);
        }
        else
        {
            Assert.Contains(head.State, (ArticleState[])[ArticleState.Ingested, ArticleState.Duplicate]);
            Assert.Null(await room.EntryAsync(name));
            Assert.Equal(file.Warnings.Order(StringComparer.Ordinal), await WarningsAsync(head));
        }

        await AssertReceiptAsync(name, head);
    }

    [Fact]
    public async Task Dropped_AnArchiveWithOddNames_EachFileIsTakenByItsContentUnderAHarmlessName()
    {
        var text = Bytes.Utf8(TextCases.Head + TextCases.Body.Replace("Valmeuse", "Harlon", StringComparison.Ordinal));
        var other = Bytes.Utf8(TextCases.Head + TextCases.Body.Replace("Valmeuse", "Arvigny", StringComparison.Ordinal));

        await room.DropAsync("38/noms.zip", Bytes.Zip(("../../evil.txt", text), ("/etc/passwd", other)));

        var archive = await room.HeadAsync("38/noms.zip");
        Assert.Equal(ArticleState.Archive, archive.State);
        Assert.Equal(["odd-name"], archive.Warnings);
        Assert.Equal(["38/noms.zip!/evil.txt", "38/noms.zip!/etc/passwd"], archive.Parts);
        foreach (var part in archive.Parts)
        {
            Assert.Equal(ArticleState.Ingested, (await room.HeadAsync(part)).State);
        }
    }

    [Fact]
    public async Task Dropped_TheSameFileTwice_IsTakenOnce()
    {
        var content = Text("Corvel");
        await room.DropAsync("46/gare.md", content);
        var first = await room.HeadAsync("46/gare.md");

        await room.IngestAsync("46/gare.md");
        await room.DropAsync("46/gare.md", content);
        await room.DropAsync("46/copie.md", content);

        var again = await room.HeadAsync("46/gare.md");
        Assert.Equal((ArticleState.Ingested, first.Version), (again.State, again.Version));
        Assert.Equal(first.EventIds, again.EventIds);
        var copy = await room.HeadAsync("46/copie.md");
        Assert.Equal((ArticleState.Duplicate, first.Id), (copy.State, copy.DuplicateOf));
        Assert.Empty(copy.EventIds);
    }

    [Fact]
    public async Task Dropped_ACorrectedFile_TakesThePlaceOfWhatItTold()
    {
        await room.DropAsync("47/gare.md", Text("Bruneval"));
        var before = await room.HeadAsync("47/gare.md");

        await room.DropAsync("47/gare.md", Text("Bruneval", day: "lundi 4 mai 2026"));

        var after = await room.HeadAsync("47/gare.md");
        Assert.True(after.Version > before.Version);
        Assert.Equal(["2026-05-04"], await DaysAsync(after));
        foreach (var id in before.EventIds.Except(after.EventIds, StringComparer.Ordinal))
        {
            Assert.DoesNotContain(await room.MentionsAsync(id), mention => mention.Article == after.Id);
        }
    }

    [Fact]
    public async Task Deleted_AFile_WithdrawsWhatItTold()
    {
        await room.DropAsync("48/gare.md", Text("Ostrevent"));
        var (article, events) = (ArticleId.FromBlobName("48/gare.md"), (await room.HeadAsync("48/gare.md")).EventIds);
        Assert.NotEmpty(events);

        await room.Blob("48/gare.md").DeleteAsync(cancellationToken: TestContext.Current.CancellationToken);
        await ActivatorUtilities.CreateInstance<ReconcileFunction>(room.Get<IServiceProvider>()).RunAsync(new TimerInfo(), TestContext.Current.CancellationToken);

        Assert.Equal(ArticleState.Removed, (await room.HeadAsync("48/gare.md")).State);
        foreach (var id in events)
        {
            Assert.DoesNotContain(await room.MentionsAsync(id), mention => mention.Article == article);
        }
    }

    [Fact]
    public async Task Replaced_WhileItIsRead_IsReadAsItIsThen()
    {
        await room.Blob("49/gare.md").UploadAsync(new BinaryData(Text("Lambres")), TestContext.Current.CancellationToken);
        using var line = new BrokenBodyHandler(
            () => room.Blob("49/gare.md").UploadAsync(new BinaryData(Text("Flers")), overwrite: true, TestContext.Current.CancellationToken));
        await using var services = room.ServicesThrough(line);

        await FunctionRoom.IngestAsync(services, room.Blob("49/gare.md"));

        Assert.Contains("Flers", (await room.ContentAsync(await room.HeadAsync("49/gare.md"))).Article.Text, StringComparison.Ordinal);
    }

    private static string NameOf(BadFile file) => $"{file.Key.Split(' ')[0]}/{file.FileName}";

    private async Task AssertReceiptAsync(string name, ArticleHead head)
    {
        var (page, data) = await room.ReceiptAsync(name);
        Assert.Equal(head.State.ToString(), data.GetProperty("state").GetString(), ignoreCase: true);
        Assert.Equal(name, data.GetProperty("file").GetString());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        foreach (var language in head.Reason is null ? [] : Strings.Languages)
        {
            Assert.Equal(head.Reason!.Reason(Strings.For(language)), data.GetProperty("reason").GetProperty("reason").GetProperty(language).GetString());
            Assert.Contains($"lang=\"{language}\"", page, StringComparison.Ordinal);
        }
    }

    private async Task AssertQuarantinedAsync(string name, string code, int bytes)
    {
        var (reason, copy) = await room.QuarantinedAsync(name);
        Assert.Equal(code, reason.GetProperty("code").GetString());
        foreach (var language in (string[])["fr", "en"])
        {
            Assert.NotEqual("", reason.GetProperty("reason").GetProperty(language).GetString());
            Assert.NotEqual("", reason.GetProperty("remedy").GetProperty(language).GetString());
        }

        Assert.Equal(name, reason.GetProperty("fileName").GetString());
        Assert.NotEqual("", reason.GetProperty("fileHash").GetString());
        Assert.Equal(1, reason.GetProperty("attempts").GetInt32());
        Assert.Equal(bytes, copy);
    }

    private async Task<IEnumerable<string>> WarningsAsync(ArticleHead head)
    {
        var found = (await room.ContentAsync(head)).Found;
        return found.Warnings.Concat(found.Events.SelectMany(told => told.Warnings)).Select(ExtractionWarnings.Code)
            .Concat(head.Warnings).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    private static byte[] Text(string place, string day = "mardi 5 mai 2026") => Bytes.Utf8(
        TextCases.Head + TextCases.Body.Replace("Valmeuse", place, StringComparison.Ordinal).Replace("mardi 5 mai 2026", day, StringComparison.Ordinal));

    private static bool IsDay(DatedEvent told) => told.Date.Precision == DatePrecision.Day;

    private async Task<IEnumerable<string>> DaysAsync(ArticleHead head) => (await room.ContentAsync(head)).Found.Events.Where(IsDay).Select(told => told.Date.ToString());
}
