using System.Text;
using Azure.Storage.Queues;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests.Storage;

public sealed class DeliveryStoresTests(StorageFixture storage)
{
    private readonly IDeliveryLedger _ledger = storage.Get<IDeliveryLedger>();
    private readonly DigestId _digest = new(StorageFixture.NewId(), Examples.At);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_SomeAreThere_AddsTheOthersAndLeavesThose()
    {
        var first = Examples.Delivery(_digest, Reader("aa"));
        await _ledger.PlanAsync([first with { State = DeliveryState.Submitted }], Token);
        await _ledger.PlanAsync([first, Examples.Delivery(_digest, Reader("ab")), Examples.Delivery(_digest, Reader("ac"))], Token);

        var rows = await _ledger.ListAsync(_digest, Token).ToListAsync(Token);
        Assert.Equal([DeliveryState.Submitted, DeliveryState.Planned, DeliveryState.Planned], rows.Select(row => row.Value.State));
        Assert.Equal(Examples.Delivery(_digest, Reader("ab")), (await _ledger.FindAsync(_digest, Reader("ab"), Token))?.Value);
    }

    [Fact]
    public async Task Plan_TwentyAtOnce_EndInOneRowEach()
    {
        var entries = Enumerable.Range(0, 100).Select(i => Examples.Delivery(_digest, Reader($"a{i:D3}".Replace('0', 'b').Replace('1', 'c').Replace('8', 'd').Replace('9', 'e')))).DistinctBy(entry => entry.Reader).ToList();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _ledger.PlanAsync(entries, Token)));
        Assert.Equal(entries.Count, await _ledger.ListAsync(_digest, Token).CountAsync(Token));
    }

    [Fact]
    public async Task TryReplaceAll_ManyClaimTheSame_OneWinsAll()
    {
        SubscriberId[] readers = [Reader("aa"), Reader("ab")];
        await _ledger.PlanAsync([.. readers.Select(reader => Examples.Delivery(_digest, reader))], Token);
        var rows = await _ledger.ListAsync(_digest, readers[0], readers[1], Token).ToListAsync(Token);
        var won = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => _ledger.TryReplaceAllAsync(
            [.. rows.Select(row => row with { Value = row.Value with { State = DeliveryState.Claimed, Attempts = i } })], Token)));

        var versions = Assert.Single(won.OfType<IReadOnlyList<string>>());
        var claimed = await _ledger.ListAsync(_digest, Token).ToListAsync(Token);
        Assert.Equal(versions, claimed.Select(row => row.Version));
        Assert.Single(claimed.Select(row => row.Value.Attempts).Distinct());
        Assert.True(await _ledger.TryReplaceAsync(claimed[0].Value with { State = DeliveryState.Submitted }, versions[0], Token));
    }

    [Fact]
    public async Task List_AStretch_HoldsItsRowsAndNoOthers()
    {
        var shards = new[] { "aa", "ab", "ac", "ad" }.Select(Reader).ToList();
        await _ledger.PlanAsync([.. shards.Select(reader => Examples.Delivery(_digest, reader))], Token);
        await _ledger.PlanAsync([Examples.Delivery(_digest, Reader("ba"))], Token);
        await _ledger.PlanAsync([Examples.Delivery(_digest with { CutOff = Examples.At.AddMilliseconds(1) }, Reader("ab"))], Token);

        Assert.Equal([shards[1], shards[2]], await _ledger.ListAsync(_digest, shards[1], shards[2], Token).Select(row => row.Value.Reader).ToListAsync(Token));
        Assert.Equal(5, await _ledger.ListAsync(_digest, Token).CountAsync(Token));
    }

    [Fact]
    public async Task Enqueue_Ticket_LiesInBase64AsCamelCaseJson()
    {
        var ticket = DeliveryTicket.Of(_digest, Reader("aa"), Reader("ab"));
        await storage.Get<IDeliveryQueue>().EnqueueAsync(ticket, TimeSpan.Zero, Token);

        // Without an encoding of its own, this client shows the body as it lies on the queue.
        var queue = new QueueClient(storage.ConnectionString, StorageLayout.DeliveriesQueue);
        var body = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value.Body.ToString();

        Assert.Equal(
            $$"""{"digest":"{{_digest}}","first":"{{ticket.First}}","last":"{{ticket.Last}}"}""", Encoding.UTF8.GetString(Convert.FromBase64String(body)));
    }

    private static SubscriberId Reader(string start) => new(start.PadRight(26, 'z'));
}
