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
        var first = Examples.Delivery(_digest, Reader("aaa"));
        await _ledger.PlanAsync([first with { State = DeliveryState.Submitted }], Token);
        await _ledger.PlanAsync([first, Examples.Delivery(_digest, Reader("aab")), Examples.Delivery(_digest, Reader("aac"))], Token);

        var rows = await _ledger.ListAsync(_digest, Token).ToListAsync(Token);
        Assert.Equal([DeliveryState.Submitted, DeliveryState.Planned, DeliveryState.Planned], rows.Select(row => row.Value.State));
        Assert.Equal(Examples.Delivery(_digest, Reader("aab")), (await _ledger.FindAsync(_digest, Reader("aab"), Token))?.Value);
    }

    [Fact]
    public async Task Plan_TwentyAtOnce_EndInOneRowEach()
    {
        var entries = Enumerable.Range(0, 100).Select(i => Examples.Delivery(_digest, Reader($"aa{i:D3}".Replace('0', 'b').Replace('1', 'c').Replace('8', 'd').Replace('9', 'e')))).DistinctBy(entry => entry.Reader).ToList();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _ledger.PlanAsync(entries, Token)));
        Assert.Equal(entries.Count, await _ledger.ListAsync(_digest, Token).CountAsync(Token));
    }

    [Fact]
    public async Task TryMoveHand_ManyTakeIt_OneHasIt()
    {
        SubscriberId[] readers = [Reader("aaa"), Reader("aab")];
        await _ledger.PlanAsync([.. readers.Select(reader => Examples.Delivery(_digest, reader))], Token);
        var hand = new DeliveryHand { Digest = _digest, Bucket = "aa", Mails = [readers[0]], Until = Examples.At };
        var won = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => _ledger.TryMoveHandAsync(hand with { Until = Examples.At.AddMinutes(i) }, null, [], Token)));

        var version = Assert.Single(won.OfType<string>());
        var there = Assert.Single(await _ledger.ReadAsync(_digest, "aa", "aa", Token)).Hand;
        Assert.Equal((version, readers[0]), (there!.Version, there.Value.Mails.Single()));
        Assert.Null(await _ledger.TryMoveHandAsync(hand, null, [], Token));
    }

    [Fact]
    public async Task TryMoveHand_WithEnds_WritesBothOrNeither()
    {
        SubscriberId[] readers = [Reader("aaa"), Reader("aab")];
        var entries = readers.Select(reader => Examples.Delivery(_digest, reader)).ToList();
        await _ledger.PlanAsync(entries, Token);
        var hand = new DeliveryHand { Digest = _digest, Bucket = "aa", Mails = [readers[0]], Until = Examples.At };
        var first = await _ledger.TryMoveHandAsync(hand, null, [], Token);
        var ended = entries[0].EndedAs(DeliveryState.Submitted, "ok", Examples.At);
        var second = await _ledger.TryMoveHandAsync(hand with { Mails = [readers[1]] }, first, [ended], Token);

        Assert.NotNull(second);
        Assert.Null(await _ledger.TryMoveHandAsync(hand with { Mails = [] }, first, [entries[1].EndedAs(DeliveryState.Failed, "late", Examples.At)], Token));
        Assert.Equal(ended, (await _ledger.FindAsync(_digest, readers[0], Token))?.Value);
        Assert.Equal(entries[1] with { State = DeliveryState.Claimed, ClaimedUntil = Examples.At }, (await _ledger.FindAsync(_digest, readers[1], Token))?.Value);
    }

    [Fact]
    public async Task Read_APlannedMailInHand_IsClaimedHoweverItIsRead()
    {
        SubscriberId[] readers = [Reader("aaa"), Reader("aab"), Reader("aac")];
        var entries = readers.Select(reader => Examples.Delivery(_digest, reader)).ToList();
        await _ledger.PlanAsync([entries[0], entries[1], entries[2] with { State = DeliveryState.Submitted }], Token);
        await _ledger.TryMoveHandAsync(new() { Digest = _digest, Bucket = "aa", Mails = [readers[1], readers[2]], Until = Examples.At }, null, [], Token);

        DeliveryEntry[] expected = [entries[0], entries[1] with { State = DeliveryState.Claimed, ClaimedUntil = Examples.At }, entries[2] with { State = DeliveryState.Submitted }];
        Assert.Equal(expected, await _ledger.FindAllAsync(_digest, readers, Token));
        Assert.Equal(expected, await _ledger.ListAsync(_digest, Token).Select(row => row.Value).ToListAsync(Token));
        Assert.Equal(expected, await _ledger.ListAsync(_digest, 'a', Token).Select(row => row.Value).ToListAsync(Token));
        Assert.Equal(expected, Assert.Single(await _ledger.ReadAsync(_digest, "a2", "az", Token)).Mails);
        Assert.Equal(expected, await Task.WhenAll(readers.Select(async reader => (await _ledger.FindAsync(_digest, reader, Token))!.Value)));
    }

    [Fact]
    public async Task FindAll_AFewFarApart_FindsThemAndNoOthers()
    {
        var readers = Enumerable.Range(0, 60).Select(i => Reader($"aa{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}")).ToList();
        await _ledger.PlanAsync([.. readers.Select(reader => Examples.Delivery(_digest, reader))], Token);

        SubscriberId[] wanted = [readers[0], readers[1], Reader("aabzz"), readers[40], readers[59]];
        Assert.Equal(wanted.Where(readers.Contains), (await _ledger.FindAllAsync(_digest, wanted, Token)).Select(row => row.Reader));
        Assert.Empty(await _ledger.FindAllAsync(_digest, [], Token));
    }

    [Fact]
    public async Task FindAll_InSeveralBuckets_KnowsTheHandOfEach()
    {
        SubscriberId[] readers = [Reader("aaa"), Reader("aab"), Reader("aba"), Reader("baa")];
        foreach (var reader in readers)
        {
            await _ledger.PlanAsync([Examples.Delivery(_digest, reader)], Token);
        }

        await _ledger.TryMoveHandAsync(new() { Digest = _digest, Bucket = "ab", Mails = [readers[2]], Until = Examples.At }, null, [], Token);
        Assert.Equal(
            [DeliveryState.Planned, DeliveryState.Planned, DeliveryState.Claimed, DeliveryState.Planned],
            (await _ledger.FindAllAsync(_digest, readers, Token)).Select(row => row.State));
    }

    [Fact]
    public async Task Read_AStretch_HoldsItsBucketsAndNoOthers()
    {
        SubscriberId[] readers = [Reader("aaa"), Reader("aba"), Reader("abb"), Reader("ac2"), Reader("ad2"), Reader("ba2")];
        foreach (var bucket in readers.GroupBy(reader => reader.Bucket))
        {
            await _ledger.PlanAsync([.. bucket.Select(reader => Examples.Delivery(_digest, reader))], Token);
        }

        await _ledger.PlanAsync([Examples.Delivery(_digest with { CutOff = Examples.At.AddMilliseconds(1) }, Reader("aba"))], Token);
        var version = await _ledger.TryMoveHandAsync(new() { Digest = _digest, Bucket = "ac", Mails = [] }, null, [], Token);

        var stretch = await _ledger.ReadAsync(_digest, "ab", "ac", Token);
        Assert.Equal([("ab", null), ("ac", version)], stretch.Select(bucket => (bucket.Name, bucket.Hand?.Version)));
        Assert.Equal(readers[1..4], stretch.SelectMany(bucket => bucket.Mails).Select(mail => mail.Reader));
        Assert.Equal(readers[..5], await _ledger.ListAsync(_digest, 'a', Token).Select(row => row.Value.Reader).ToListAsync(Token));
        Assert.Equal(readers, await _ledger.ListAsync(_digest, Token).Select(row => row.Value.Reader).ToListAsync(Token));
    }

    [Fact]
    public async Task Enqueue_Ticket_LiesInBase64AsCamelCaseJson()
    {
        var ticket = new DeliveryTicket(_digest.ToString(), "aa", "ab");
        await storage.Get<IDeliveryQueue>().EnqueueAsync(ticket, TimeSpan.Zero, Token);

        // Without an encoding of its own, this client shows the body as it lies on the queue.
        var queue = new QueueClient(storage.ConnectionString, StorageLayout.DeliveriesQueue);
        var body = (await queue.ReceiveMessageAsync(cancellationToken: Token)).Value.Body.ToString();

        Assert.Equal(
            $$"""{"digest":"{{_digest}}","first":"{{ticket.First}}","last":"{{ticket.Last}}"}""", Encoding.UTF8.GetString(Convert.FromBase64String(body)));
    }

    private static SubscriberId Reader(string start) => new(start.PadRight(26, 'z'));
}
