using Azure;
using Azure.Data.Tables;
using Pipeline.Adapters.Storage;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests;

public sealed class AzuriteServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAgain_AfterStop_HasItsDataAndStoresRecover()
    {
        await using var azurite = new AzuriteServer();
        await azurite.InitializeAsync();
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        var service = new TableServiceClient(azurite.ConnectionString, options);
        await service.CreateTableAsync("kept", Token);
        var table = new EntityTable(service, "kept");
        Assert.True(await table.TryInsertAsync(new("p", "r", "1"), Token));

        await azurite.StopAsync();
        await Assert.ThrowsAsync<RequestFailedException>(() => table.FindAsync("p", "r", Token));
        await azurite.StartAgainAsync();

        Assert.Equal("1", (await table.FindAsync("p", "r", Token))?.Value.Json);
    }
}
