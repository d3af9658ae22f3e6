using System.Globalization;
using Pipeline.Delivery;
using Pipeline.Subscribers;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>
/// However often the sending process dies, everybody gets one mail at most, and whoever got none is accounted for. A sample in the test run; whole with
/// <c>SENDING_READERS=2000 SENDING_KILLS=10</c>. <c>CRASH_SEED</c> repeats the moments.
/// </summary>
public sealed class SendingTests(CrashAccounts accounts) : IClassFixture<CrashAccounts>
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(2);
    private static readonly int s_readers = Number("SENDING_READERS") ?? 150;
    private static readonly int s_kills = Number("SENDING_KILLS") ?? 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_KilledAtRandomMoments_NobodyGetsTwoAndWhoeverGotNoneIsAccountedFor()
    {
        await using var room = await SendingRoom.OpenAsync(accounts.Take(), s_readers);
        await PlanAsync(room);
        var (kills, _) = await SendAndKillAsync(room);
        var ledger = await room.LedgerAsync();
        Account(room, ledger, kills);

        var mails = room.Mails();
        Assert.All(ledger, entry => Assert.InRange(mails[room.AddressOf(entry)].Count(), entry.State == DeliveryState.Submitted ? 1 : 0, 1));
        Assert.All(
            ledger.Where(entry => !mails[room.AddressOf(entry)].Any()),
            entry => Assert.True(entry.State is DeliveryState.Failed or DeliveryState.Skipped or DeliveryState.Uncertain, entry.State.ToString()));
        Assert.All(ledger.Where(room.IsWaiting), entry => Assert.True(entry.State is DeliveryState.Submitted or DeliveryState.Uncertain, entry.State.ToString()));
        Assert.InRange(ledger.Count(entry => entry.State == DeliveryState.Uncertain), 0, kills * SendingRoom.Connections);
    }

    [Fact]
    public async Task Send_KilledWithResendUncertain_NobodyIsMissedAndOnlyThoseInHandMayHaveTwo()
    {
        await using var room = await SendingRoom.OpenAsync(accounts.Take(), s_readers);
        await PlanAsync(room);
        var (kills, inHand) = await SendAndKillAsync(room, "Delivery:ResendUncertain=true");
        var ledger = await room.LedgerAsync();
        Account(room, ledger, kills);

        var mails = room.Mails();
        Assert.DoesNotContain(ledger, entry => entry.State == DeliveryState.Uncertain);
        Assert.All(ledger.Where(room.IsWaiting), entry => Assert.Equal(DeliveryState.Submitted, entry.State));
        Assert.All(ledger.Where(entry => entry.State == DeliveryState.Submitted), entry => Assert.NotEmpty(mails[room.AddressOf(entry)]));
        Assert.All(ledger.Where(entry => mails[room.AddressOf(entry)].Count() > 1), entry => Assert.Contains(entry.Reader, inHand));
        Assert.InRange(inHand.Count, 0, kills * SendingRoom.Connections);
    }

    [Fact]
    public async Task Send_TwoSendersAtOnce_EverybodyGetsOne()
    {
        await using var room = await SendingRoom.OpenAsync(accounts.Take(), s_readers);
        await PlanAsync(room);
        await room.LeaveAsync();
        using (var first = room.Start())
        using (var second = room.Start())
        {
            await Task.WhenAll(first.EndAsync(Token), second.EndAsync(Token));
        }

        var ledger = await room.LedgerAsync();
        Account(room, ledger, kills: 0);
        var mails = room.Mails();
        Assert.All(ledger.Where(room.IsWaiting), entry => Assert.Equal(DeliveryState.Submitted, entry.State));
        Assert.DoesNotContain(ledger, entry => entry.State == DeliveryState.Uncertain);
        Assert.All(ledger, entry => Assert.Equal(entry.State == DeliveryState.Submitted ? 1 : 0, mails[room.AddressOf(entry)].Count()));
    }

    // The planning process dies as well, once, and the next one finishes what it began.
    private static async Task PlanAsync(SendingRoom room)
    {
        using (var killed = room.Start("plan"))
        {
            while (!killed.HasEnded && (await room.LedgerAsync()).Count < s_readers / 4)
            {
                await Task.Delay(s_look, Token);
            }

            await killed.KillAsync();
        }

        using var planner = room.Start("plan");
        await planner.EndAsync(Token);
        Assert.Equal(s_readers, (await room.LedgerAsync()).Count);
    }

    private static async Task<(int Kills, HashSet<SubscriberId> InHand)> SendAndKillAsync(SendingRoom room, params string[] settings)
    {
        await room.LeaveAsync();
        var seed = Number("CRASH_SEED") ?? Environment.TickCount & 0xFFFF;
        var random = new Random(seed);
        var (kills, inHand) = (0, new HashSet<SubscriberId>());
        while (kills < s_kills)
        {
            using var sender = room.Start(settings);
            var mails = room.Sink.Mails.Count + random.Next(1, Math.Max(2, s_readers / (s_kills + 2)));
            while (room.Sink.Mails.Count < mails && !sender.HasEnded)
            {
                await Task.Delay(s_look, Token);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), Token);
            if (sender.HasEnded)
            {
                break;
            }

            await sender.KillAsync();
            kills++;
            inHand.UnionWith((await room.LedgerAsync()).Where(entry => entry.State == DeliveryState.Claimed).Select(entry => entry.Reader));
        }

        Assert.True(kills == s_kills, $"Only {kills} of {s_kills} kills came before the end (seed {seed}).");
        using var last = room.Start(settings);
        await last.EndAsync(Token);
        Note($"{kills} kills (seed {seed}), {inHand.Count} mails in hand at one of them");
        return (kills, inHand);
    }

    private static void Account(SendingRoom room, IReadOnlyList<DeliveryEntry> ledger, int kills)
    {
        var count = ledger.CountBy(entry => entry.State).ToDictionary();
        int Of(DeliveryState state) => count.GetValueOrDefault(state);
        Note($"{ledger.Count} planned = {Of(DeliveryState.Submitted)} submitted + {Of(DeliveryState.Failed)} failed + {Of(DeliveryState.Skipped)} skipped + {Of(DeliveryState.Uncertain)} uncertain; {room.Sink.Mails.Count} mails at the server, {kills} kills");
        Assert.Equal(s_readers, ledger.Count);
        Assert.Equal(ledger.Count, Of(DeliveryState.Submitted) + Of(DeliveryState.Failed) + Of(DeliveryState.Skipped) + Of(DeliveryState.Uncertain));
        Assert.NotEqual(0, Of(DeliveryState.Failed));
        Assert.NotEqual(0, Of(DeliveryState.Skipped));
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Note(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
