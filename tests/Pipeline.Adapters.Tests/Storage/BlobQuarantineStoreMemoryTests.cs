using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Quarantine;

namespace Pipeline.Adapters.Tests.Storage;

[Collection(MemoryCollection.Name)]
public sealed class BlobQuarantineStoreMemoryTests(StorageFixture storage)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_SixtyMegabytes_IsCopiedWhole()
    {
        var entry = Examples.Refused(StorageFixture.NewId() + ".txt");
        var bytes = new byte[60 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        await Container(StorageLayout.ArticlesContainer).GetBlobClient(entry.FileName).UploadAsync(BinaryData.FromBytes(bytes), Token);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await storage.Get<IQuarantineStore>().PutAsync(entry, Token);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        BlobProperties copy = await Container(StorageLayout.QuarantineContainer).GetBlobClient($"{entry.Id}.bin").GetPropertiesAsync(cancellationToken: Token);
        Assert.Equal(bytes.Length, copy.ContentLength);
        Assert.True(allocated < bytes.Length, $"{allocated} bytes were allocated to copy {bytes.Length}.");
    }

    private BlobContainerClient Container(string name) => storage.Get<BlobServiceClient>().GetBlobContainerClient(name);
}
