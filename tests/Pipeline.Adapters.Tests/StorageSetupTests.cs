using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Pipeline.Adapters.Tests;

public sealed class StorageSetupTests(StorageFixture storage)
{
    [Fact]
    public async Task EnsureCreated_AgainAndAtOnce_LeavesEverythingThere()
    {
        var token = TestContext.Current.CancellationToken;
        var setup = storage.Get<StorageSetup>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => setup.EnsureCreatedAsync(token)));

        var containers = await storage.Get<BlobServiceClient>().GetBlobContainersAsync(cancellationToken: token).Select(item => item.Name).ToListAsync(token);
        var queues = await storage.Get<QueueServiceClient>().GetQueuesAsync(cancellationToken: token).Select(item => item.Name).ToListAsync(token);
        var tables = await storage.Get<TableServiceClient>().QueryAsync(cancellationToken: token).Select(item => item.Name).ToListAsync(token);

        Assert.Empty(StorageLayout.Containers.Except(containers));
        Assert.Empty(StorageLayout.Queues.Except(queues));
        Assert.Empty(StorageLayout.Tables.Except(tables));
    }
}
