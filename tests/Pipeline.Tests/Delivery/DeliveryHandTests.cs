using Microsoft.Extensions.Options;
using Pipeline.Delivery;
using Pipeline.Digest;
using Pipeline.Subscribers;
using Pipeline.Tests.Digest;

namespace Pipeline.Tests.Delivery;

public sealed class DeliveryHandTests : IDisposable
{
    private const string Vote = "Le conseil municipal de Valmont a voté le 3 mars 2026 la reconstruction du pont Saint-Blaise.";

    private readonly DigestRoom _room = new();

    [Fact]
    public async Task Deliver_AnotherSenderHasTheHand_WaitsUntilItIsFree()
    {
        var (issue, reader) = await PlanAsync();
        var hand = new DeliveryHand { Digest = issue, Bucket = reader.Bucket, Mails = [reader], Until = _room.Time.GetUtcNow() + TimeSpan.FromMinutes(5) };
        var version = await Ledger.TryMoveHandAsync(hand, null, [], Make.Token);

        Assert.Equal(DeliveryState.Claimed, Assert.Single(await _room.DeliverAsync()).State);
        Assert.Empty(_room.Mailer.Sent);

        await Ledger.TryMoveHandAsync(hand with { Mails = [], Until = null }, version, [], Make.Token);
        _room.Time.Advance(TakeHand.SoonAgain);
        Assert.Equal(DeliveryState.Submitted, Assert.Single(await _room.DeliverAsync()).State);
        Assert.Single(_room.Mailer.Sent);
    }

    [Fact]
    public async Task Deliver_TheHandOfADeadSender_IsTakenOverWhenTheClaimHasExpiredAndNotBefore()
    {
        var (issue, reader) = await PlanAsync();
        var lease = new DeliveryOptions().ClaimLease;
        var hand = new DeliveryHand { Digest = issue, Bucket = reader.Bucket, Mails = [reader], Until = _room.Time.GetUtcNow() + lease };
        await Ledger.TryMoveHandAsync(hand, null, [], Make.Token);

        _room.Time.Advance(lease - TimeSpan.FromSeconds(1));
        Assert.Equal(DeliveryState.Claimed, Assert.Single(await _room.DeliverAsync()).State);
        _room.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((DeliveryState.Uncertain, 1), Assert.Single(await _room.DeliverAsync()) is var row ? (row.State, row.Attempts) : default);
        Assert.Empty(_room.Mailer.Sent);
    }

    [Fact]
    public async Task End_AfterTheHandWasTakenOver_StandsInsteadOfClaimExpiredOnly()
    {
        var (issue, reader) = await PlanAsync();
        var planned = (await Ledger.FindAsync(issue, reader, Make.Token))!.Value;
        var slow = await TakeAsync(issue, reader);
        Assert.True(await slow!.TryTakeAsync([planned]));
        _room.Time.Advance(new DeliveryOptions().ClaimLease);
        Assert.NotNull(await TakeAsync(issue, reader));
        Assert.Equal(DeliveryState.Uncertain, (await Ledger.FindAsync(issue, reader, Make.Token))!.Value.State);

        slow.End([planned.EndedAs(DeliveryState.Submitted, "late", _room.Time.GetUtcNow())]);
        Assert.False(await slow.FreeAsync());
        Assert.Equal("late", (await Ledger.FindAsync(issue, reader, Make.Token))!.Value.Answer);
        Assert.False(await slow.TryTakeAsync([planned]));

        // Another answer than that of the take-over stays.
        slow.End([planned.EndedAs(DeliveryState.Failed, "later", _room.Time.GetUtcNow())]);
        await slow.FreeAsync();
        Assert.Equal("late", (await Ledger.FindAsync(issue, reader, Make.Token))!.Value.Answer);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(6, 3, 2)]
    [InlineData(64, 16, 4)]
    [InlineData(256, 64, 4)]
    public async Task Enter_SomeConnections_HasNoMoreMailsInHandThanThese(int connections, int mails, int atOnce)
    {
        using var lanes = new SendingLanes(Options.Create(new DeliveryOptions { ConnectionsAtOnce = connections }), _room.Mailer);
        Assert.Equal(mails, lanes.MailsOfLane);

        var entered = Enumerable.Range(0, 10).Select(_ => lanes.EnterAsync(Make.Token)).ToList();
        Assert.Equal(atOnce, entered.Count(lane => lane.IsCompleted));
        foreach (var lane in entered)
        {
            (await lane).Dispose();
        }
    }

    public void Dispose() => _room.Dispose();

    private IDeliveryLedger Ledger => _room.Get<IDeliveryLedger>();

    private async Task<SendersHand?> TakeAsync(DigestId issue, SubscriberId reader)
    {
        var bucket = Assert.Single(await Ledger.ReadAsync(issue, reader.Bucket, reader.Bucket, Make.Token));
        return (await _room.Get<TakeHand>().RunAsync(issue, bucket)).Hand;
    }

    private async Task<(DigestId Issue, SubscriberId Reader)> PlanAsync()
    {
        await _room.MergeAsync("a", Vote, "3 mars 2026", Make.Day(2026, 3, 3));
        var reader = await _room.AddReaderAsync("lectrice@example.org");
        return ((await _room.TickAsync(isEdition: true)).Issue!.Id, reader.Id);
    }
}
