using System.Text;
using Azure.Storage.Blobs;
using Pipeline.Articles;
using Pipeline.Quarantine;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class BlobQuarantineStoreTests(StorageFixture storage)
{
    private readonly IQuarantineStore _store = storage.Get<IQuarantineStore>();
    private readonly string _unique = StorageFixture.NewId();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BlobContainerClient Articles => storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer);

    private BlobContainerClient Quarantine => storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.QuarantineContainer);

    [Theory]
    [InlineData("image.png")]
    [InlineData("dossier/été 2026 «crue».bin")]
    [InlineData("100% #1? & +.txt")]
    [InlineData("%2e%2e%2fx")]
    public async Task Put_FileOfAnyName_IsCopiedAndTheOriginalStays(string name)
    {
        var entry = Examples.Refused($"{_unique}-{name}");
        var bytes = Encoding.UTF8.GetBytes($"content of {name}\0\u0001");
        await Articles.GetBlobClient(entry.FileName).UploadAsync(BinaryData.FromBytes(bytes), Token);

        await _store.PutAsync(entry, Token);

        var copy = await Quarantine.GetBlobClient($"{entry.Id}.bin").DownloadContentAsync(Token);
        Assert.Equal(bytes, copy.Value.Content.ToArray());
        Assert.Equal("application/octet-stream", copy.Value.Details.ContentType);
        Assert.True(await Articles.GetBlobClient(entry.FileName).ExistsAsync(Token));
        var reason = (await Quarantine.GetBlobClient($"{entry.Id}.json").DownloadContentAsync(Token)).Value.Content.ToString();
        Assert.Contains("Ce fichier n'est pas un texte : à vérifier.", reason, StringComparison.Ordinal);
        Assert.Contains("\"code\": \"binary\"", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_NameOfThreeHundredCharacters_IsCopied()
    {
        var entry = Examples.Refused(_unique + new string('é', 274));
        await Articles.GetBlobClient(entry.FileName).UploadAsync(BinaryData.FromString("x"), Token);
        await _store.PutAsync(entry, Token);
        Assert.True(await Quarantine.GetBlobClient($"{entry.Id}.bin").ExistsAsync(Token));
    }

    [Fact]
    public async Task Put_Again_ReplacesFileAndReason()
    {
        var entry = Examples.Refused(_unique);
        await Articles.GetBlobClient(_unique).UploadAsync(BinaryData.FromString("first"), Token);
        await _store.PutAsync(entry, Token);
        await Articles.GetBlobClient(_unique).UploadAsync(BinaryData.FromString("second"), overwrite: true, Token);
        await _store.PutAsync(entry with { Code = "empty" }, Token);

        Assert.Equal("second", (await Quarantine.GetBlobClient($"{entry.Id}.bin").DownloadContentAsync(Token)).Value.Content.ToString());
        Assert.Equal("empty", Assert.Single(await MineAsync()).Code);
    }

    [Fact]
    public async Task Put_FileIsGone_KeepsTheReason()
    {
        var entry = Examples.Refused(_unique);
        await _store.PutAsync(entry, Token);
        Assert.Equivalent(entry, Assert.Single(await MineAsync()), strict: true);
        Assert.False(await Quarantine.GetBlobClient($"{entry.Id}.bin").ExistsAsync(Token));
    }

    [Theory]
    [InlineData("../digests/{0}")]
    [InlineData("a/../../digests/{0}")]
    [InlineData("..\\digests\\{0}")]
    [InlineData("./{0}")]
    public async Task Put_NameThatLeadsOut_CopiesNothingFromElsewhere(string name)
    {
        var elsewhere = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer);
        await elsewhere.GetBlobClient(_unique).UploadAsync(BinaryData.FromString("not the editor's"), Token);
        var entry = Examples.Refused(string.Format(System.Globalization.CultureInfo.InvariantCulture, name, _unique));

        await _store.PutAsync(entry, Token);

        Assert.False(await Quarantine.GetBlobClient($"{entry.Id}.bin").ExistsAsync(Token));
        Assert.True(await Quarantine.GetBlobClient($"{entry.Id}.json").ExistsAsync(Token));
    }

    [Fact]
    public async Task Remove_Entry_LeavesNothingAndMayBeCalledAgain()
    {
        var entry = Examples.Refused(_unique);
        await Articles.GetBlobClient(_unique).UploadAsync(BinaryData.FromString("x"), Token);
        await _store.PutAsync(entry, Token);
        await _store.RemoveAsync(entry.Id, Token);
        await _store.RemoveAsync(entry.Id, Token);
        Assert.Empty(await MineAsync());
        Assert.False(await Quarantine.GetBlobClient($"{entry.Id}.bin").ExistsAsync(Token));
        Assert.True(await Articles.GetBlobClient(_unique).ExistsAsync(Token));
    }

    [Fact]
    public async Task Put_AFileOfAnArchive_HasTheBytesThatWereKept()
    {
        var entry = Examples.Refused(_unique) with { Archive = "lot.zip", Attempts = 3 };
        await _store.KeepFileAsync(entry.Id, "part"u8.ToArray(), Token);
        await _store.PutAsync(entry, Token);

        Assert.Equal("part", (await Quarantine.GetBlobClient($"{entry.Id}.bin").DownloadContentAsync(Token)).Value.Content.ToString());
        Assert.Equivalent(entry, await _store.FindAsync(entry.Id, Token), strict: true);
    }

    [Fact]
    public async Task List_EntriesOfSeveralTimes_AreNewestFirstAndEachOnce()
    {
        var old = Examples.Refused(_unique);
        var other = Examples.Refused(_unique + "2") with { At = old.At.AddMinutes(1) };
        await _store.PutAsync(old, Token);
        await _store.PutAsync(other, Token);
        await _store.PutAsync(old with { At = old.At.AddMinutes(2) }, Token);

        var listed = await _store.ListAsync(Token).Where(entry => entry.Id == old.Id || entry.Id == other.Id).ToListAsync(Token);
        Assert.Equal([old.Id, other.Id], listed.Select(entry => entry.Id));
        Assert.Null(await _store.FindAsync(ArticleId.FromBlobName(_unique + "3"), Token));
    }

    private async Task<List<QuarantineEntry>> MineAsync() =>
        await _store.ListAsync(Token).Where(entry => entry.Id == ArticleId.FromBlobName(_unique)).ToListAsync(Token);
}
