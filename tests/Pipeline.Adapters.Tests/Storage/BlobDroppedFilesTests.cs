using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Pipeline.Adapters.Storage;
using Pipeline.Articles;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class BlobDroppedFilesTests(StorageFixture storage)
{
    private readonly IDroppedFiles _files = storage.Get<IDroppedFiles>();
    private readonly string _name = StorageFixture.NewId() + "/été.txt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private BlobContainerClient Articles => storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.ArticlesContainer);

    [Fact]
    public async Task Open_AFile_IsTheVersionThatFindAndListName()
    {
        await Articles.GetBlobClient(_name).UploadAsync(BinaryData.FromString("text"), Token);
        var file = await _files.OpenAsync(_name, Token);
        await using (file!.Content)
        {
            using var reader = new StreamReader(file.Content);
            Assert.Equal("text", await reader.ReadToEndAsync(Token));
        }

        var stamp = new FileStamp(_name, file.LastModified, file.ETag);
        Assert.Equal(stamp, await _files.FindAsync(_name, Token));
        Assert.Contains(stamp, await _files.ListAsync(Token).ToListAsync(Token));
        await _files.DeleteAsync(_name, Token);
        await _files.DeleteAsync(_name, Token);
        Assert.Null(await _files.FindAsync(_name, Token));
        Assert.Null(await _files.OpenAsync(_name, Token));
    }

    [Theory]
    [InlineData("../digests/x")]
    [InlineData("a/../../digests/x")]
    [InlineData("..\\digests\\x")]
    public async Task Open_ANameThatLeadsOut_IsNoFile(string name)
    {
        var digests = storage.Get<BlobServiceClient>().GetBlobContainerClient(StorageLayout.DigestsContainer);
        await digests.GetBlobClient("x").UploadAsync(BinaryData.FromString("not the editor's"), overwrite: true, Token);

        Assert.Null(await _files.OpenAsync(name, Token));
        Assert.Null(await _files.FindAsync(name, Token));
        await _files.DeleteAsync(name, Token);
        Assert.True(await digests.GetBlobClient("x").ExistsAsync(Token));
    }

    [Fact]
    public async Task Read_ReplacedBetweenTwoPartsOfIt_SaysThatItChanged()
    {
        using var handler = new BrokenBodyHandler(() => Articles.GetBlobClient(_name).UploadAsync(BinaryData.FromBytes(new byte[400_000]), overwrite: true, Token));
        var options = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
        await Articles.GetBlobClient(_name).UploadAsync(BinaryData.FromBytes(new byte[300_000]), overwrite: true, Token);
        var file = await new BlobDroppedFiles(new BlobServiceClient(storage.ConnectionString, options)).OpenAsync(_name, Token);

        await using (file!.Content)
        {
            await Assert.ThrowsAsync<FileChangedException>(() => file.Content.CopyToAsync(Stream.Null, Token));
        }
    }
}
