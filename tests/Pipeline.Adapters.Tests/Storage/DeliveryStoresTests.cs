using System.Text;
using Azure.Storage.Queues;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class DeliveryStoresTests(StorageFixture storage)
{
    private readonly IDeliveryLedger _ledger = storage.Get<IDeliveryLedger>();
    private readonly DigestId _digest = new(StorageFixture.NewId(), Examples.At);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryPlan_Twice_IsTrueThenFalse()
    {
        var entry = Examples.Delivery(_digest, "reader");
        Assert.Null(await _ledger.FindAsync(_digest, "reader", Token));
        Assert.True(await _ledger.TryPlanAsync(entry, Token));
        Assert.False(await _ledger.TryPlanAsync(entry, Token));
        Assert.Equal(entry, (await _ledger.FindAsync(_digest, "reader", Token))?.Value);
    }

    [Fact]
    public async Task TryPlan_ManyAtOnce_OneWins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _ledger.TryPlanAsync(Examples.Delivery(_digest, "reader"), Token)));
        Assert.Equal(1, won.Count(planned => planned));
    }

    [Fact]
    public async Task TryReplace_ManyClaimOneVersion_OneWins()
    {
        await _ledger.TryPlanAsync(Examples.Delivery(_digest, "reader"), Token);
        var read = await _ledger.FindAsync(_digest, "reader", Token);
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            _ledger.TryReplaceAsync(read!.Value with { State = DeliveryState.Claimed, Attempts = i }, read.Version, Token)));
        Assert.Equal(1, won.Count(claimed => claimed));
        Assert.Equal(DeliveryState.Claimed, (await _ledger.FindAsync(_digest, "reader", Token))?.Value.State);
    }

    [Fact]
    public async Task List_OneIssue_HoldsItsRowsWithUsableVersions()
    {
        foreach (var recipient in new[] { "a", "b", "B" })
        {
            await _ledger.TryPlanAsync(Examples.Delivery(_digest, recipient), Token);
        }

        await _ledger.TryPlanAsync(Examples.Delivery(_digest with { CutOff = Examples.At.AddMilliseconds(1) }, "c"), Token);

        var rows = await _ledger.ListAsync(_digest, Token).ToListAsync(Token);

        Assert.Equal(["B", "a", "b"], rows.Select(row => row.Value.Recipient).Order(StringComparer.Ordinal));
        Assert.True(await _ledger.TryReplaceAsync(rows[0].Value with { State = DeliveryState.Submitted }, rows[0].Version, Token));
    }

    [Fact]
    public async Task Enqueue_Ticket_LiesInBase64AsCamelCaseJson()
    {
        var ticket = new DeliveryTicket(_digest.ToString(), "reader");
        await storage.Get<IDeliveryQueue>().EnqueueAsync(ticket, Token);

        // Without an encoding of its own, this client shows the body as it lies on the queue.
        var queue = new QueueClient(storage.ConnectionString, StorageLayout.DeliveriesQueue);
        var body = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value.Body.ToString();

        Assert.Equal(
            $$"""{"digest":"{{_digest}}","recipient":"reader"}""", Encoding.UTF8.GetString(Convert.FromBase64String(body)));
    }
}
