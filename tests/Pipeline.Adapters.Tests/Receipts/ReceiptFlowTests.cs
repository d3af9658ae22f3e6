using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Pipeline.Articles;
using Pipeline.Receipts;

namespace Pipeline.Adapters.Tests.Receipts;

/// <summary>What an editor with nothing but the storage account sees, from the drop to the receipt.</summary>
public sealed class ReceiptFlowTests(StorageFixture storage) : IAsyncLifetime
{
    private readonly string _unique = StorageFixture.NewId();
    private readonly string _mails = Path.Combine(Path.GetTempPath(), "receipts-" + Guid.NewGuid().ToString("N"));
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BlobContainerClient Articles => storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer);

    private BlobContainerClient Receipts => storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ReceiptsContainer);

    public ValueTask InitializeAsync()
    {
        _services = Services();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (Directory.Exists(_mails))
        {
            Directory.Delete(_mails, recursive: true);
        }
    }

    [Fact]
    public async Task Drop_ThenCorrectThenRemove_TheReceiptFollows()
    {
        var name = $"{_unique}/Conseil d’été.txt";
        await DropAsync(name, Text(9, 0));
        var page = await PageAsync(name);
        Assert.Contains("<time datetime=\"2026-03-09\">lundi 9 mars 2026</time>", page.Text, StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", page.Type);
        var data = await DataAsync(name);
        Assert.Equal(("ingested", "application/json; charset=utf-8"), (data.Root.GetProperty("state").GetString(), data.Type));
        Assert.Equal("front-matter", data.Root.GetProperty("read").GetProperty("published").GetProperty("from").GetString());

        await DropAsync(name, Text(11, 1));
        Assert.Contains("<time datetime=\"2026-03-11\">", (await PageAsync(name)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-03-09", (await PageAsync(name)).Text, StringComparison.Ordinal);

        await _services.GetRequiredService<RemoveArticle>().RunAsync(name, Token);
        Assert.Contains("Cet article a été retiré", (await PageAsync(name)).Text, StringComparison.Ordinal);
        Assert.Equal("removed", (await DataAsync(name)).Root.GetProperty("state").GetString());
        Assert.Equal(2, await Receipts.GetBlobsAsync(BlobTraits.None, BlobStates.None, SlugOf(name), Token).CountAsync(Token));
    }

    [Fact]
    public async Task Drop_ARefusedFileThenTheMendedOne_TheReasonIsReplaced()
    {
        var name = $"{_unique}.xls";
        await DropAsync(name, "   ");
        Assert.All(new[] { "Le fichier est vide.", "The file is empty." }, reason => Assert.Contains(reason, PageAsync(name).Result.Text, StringComparison.Ordinal));
        Assert.Equal("empty", (await DataAsync(name)).Root.GetProperty("reason").GetProperty("code").GetString());

        await DropAsync(name, Text(10, 2));
        Assert.Equal("ingested", (await DataAsync(name)).Root.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Drop_AgainWithTheSameContent_LeavesTheSameBytes()
    {
        var name = $"{_unique}.txt";
        await DropAsync(name, Text(9, 3));
        var (page, data) = (await PageAsync(name), await DataAsync(name));

        await _services.GetRequiredService<IngestDroppedFile>().RunAsync(name, isAgain: true, Token);

        Assert.Equal(page, await PageAsync(name));
        Assert.Equal(data.Root.GetRawText(), (await DataAsync(name)).Root.GetRawText());
    }

    [Fact]
    public async Task Drop_ARefusedFileOfANamedEditor_MailsHimOnceForEachVersion()
    {
        var name = $"{_unique}\u202Etxt.xls";
        await DropAsync(name, " ", "desk@example.org");
        await _services.GetRequiredService<IngestDroppedFile>().RunAsync(name, isAgain: true, Token);
        await using (var other = Services())
        {
            await other.GetRequiredService<IngestDroppedFile>().RunAsync(name, isAgain: true, Token);
        }

        var mail = await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_mails)), Token);
        Assert.Equal("desk@example.org", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal($"Fichier refusé\u00A0: {_unique}\uFFFDtxt.xls", mail.Subject);
        Assert.Contains(ReceiptName.Of(name).Html, mail.TextBody, StringComparison.Ordinal);

        await DropAsync(name, "  ", "desk@example.org");
        Assert.Equal(2, Directory.GetFiles(_mails).Length);
    }

    [Fact]
    public async Task Find_ANameThatIsNoReceipts_IsNothing()
    {
        var store = storage.Get<IReceiptStore>();
        Assert.Null(await store.FindAsync("../articles/x", Token));
        Assert.Null(await store.FindAsync(ReceiptName.Of(_unique).Html, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync("../articles/x", "x", Token));
    }

    [Fact]
    public async Task RefusalMails_AMark_IsSetOnceAndCanBeTakenBack()
    {
        var marks = storage.Get<IRefusalMails>();
        var id = ArticleId.FromBlobName(_unique);
        Assert.True(await marks.TryAddAsync(id, "a", Token));
        Assert.False(await marks.TryAddAsync(id, "a", Token));
        Assert.True(await marks.TryAddAsync(id, "b", Token));
        await marks.RemoveAsync(id, "a", Token);
        await marks.RemoveAsync(id, "a", Token);
        Assert.True(await marks.TryAddAsync(id, "a", Token));
        Assert.False(await marks.TryAddAsync(id, "b", Token));
    }

    private string Text(int day, int article) =>
        $"---\ntitle: Conseil {_unique} {article}\ndate: 2026-03-12\n---\nLe conseil municipal de Valmont a voté le {day} mars 2026 la reconstruction du pont {_unique} {article}.\n";

    private async Task DropAsync(string name, string text, string? editor = null)
    {
        var options = new BlobUploadOptions { Metadata = editor is null ? null : new Dictionary<string, string> { [RefusalMail.EditorKey] = editor } };
        await Articles.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(Encoding.UTF8.GetBytes(text)), options, Token);
        await _services.GetRequiredService<IngestDroppedFile>().RunAsync(name, isAgain: false, Token);
    }

    private static string SlugOf(string name) => ReceiptName.Of(name).Text.Split('.')[0];

    private async Task<(string Text, string Type)> PageAsync(string name) => await ReadAsync(ReceiptName.Of(name).Html);

    private async Task<(JsonElement Root, string Type)> DataAsync(string name)
    {
        var (text, type) = await ReadAsync(ReceiptName.Of(name).Json);
        return (JsonDocument.Parse(text).RootElement, type);
    }

    private async Task<(string Text, string Type)> ReadAsync(string blob)
    {
        var reply = await Receipts.GetBlobClient(blob).DownloadContentAsync(Token);
        return (reply.Value.Content.ToString(), reply.Value.Details.ContentType);
    }

    private ServiceProvider Services()
    {
        var configuration = new ConfigurationManager { ["Storage"] = storage.ConnectionString, ["Mail:PickupFolder"] = _mails };
        return new ServiceCollection().AddLogging().AddPipeline(configuration).AddPipelineAdapters(configuration).BuildServiceProvider(validateScopes: true);
    }
}
