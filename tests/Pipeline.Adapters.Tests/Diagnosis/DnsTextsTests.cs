using Pipeline.Adapters.Diagnosis;
using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Diagnosis;

/// <summary>Questions to a name server on this machine.</summary>
public sealed class DnsTextsTests : IAsyncDisposable
{
    private readonly NameServer _server = new();
    private readonly DnsTexts _dns;

    public DnsTextsTests() => _dns = new DnsTexts([_server.Place], TimeSpan.FromSeconds(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Find_TextsOfAName_AreWholeAndInOrder()
    {
        var key = "v=DKIM1; p=" + new string('A', 500);
        _server.With("journal.fr", "v=spf1 -all", key);

        Assert.Equal(["v=spf1 -all", key], Assert.IsType<DnsAnswer.Texts>(await _dns.FindAsync("journal.fr", Token)).Values);
        Assert.Equal(0, _server.TcpRequests);
    }

    [Fact]
    public async Task Find_AReplyThatWasCutOff_IsAskedForOverTcp()
    {
        _server.With("journal.fr", [.. Enumerable.Range(0, 20).Select(number => $"{number} {new string('x', 300)}")]);

        Assert.Equal(20, Assert.IsType<DnsAnswer.Texts>(await _dns.FindAsync("journal.fr", Token)).Values.Count);
        Assert.Equal(1, _server.TcpRequests);
    }

    [Theory]
    [InlineData("nowhere.fr")]
    [InlineData("a..fr")]
    [InlineData("")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz.fr")]
    public async Task Find_ANameThatIsNotThere_HasNothing(string name) => Assert.IsType<DnsAnswer.Nothing>(await _dns.FindAsync(name, Token));

    [Fact]
    public async Task Find_AnAccentedName_IsAskedInItsAsciiForm()
    {
        _server.With("xn--t-9fab.fr", "v=spf1 -all");

        Assert.IsType<DnsAnswer.Texts>(await _dns.FindAsync("été.fr", Token));
    }

    [Fact]
    public async Task Find_BrokenReplies_AreNoAnswerAndNeverAnException()
    {
        _server.With("journal.fr", "v=spf1 -all");
        var random = new Random(7);
        byte[] Broken(byte[] reply) => random.Next(4) switch
        {
            0 => reply[..random.Next(31, reply.Length)],
            1 => [.. reply.Select((value, at) => at > 30 && random.Next(4) == 0 ? (byte)random.Next(256) : value)],
            2 => [.. reply.Select((value, at) => at == 7 ? (byte)255 : value)],
            _ => [.. reply.Select((value, at) => at == 3 ? (byte)0x82 : value)],
        };
        _server.Distort = Broken;
        var dns = new DnsTexts([_server.Place], TimeSpan.FromMilliseconds(100));

        for (var tries = 0; tries < 100; tries++)
        {
            Assert.NotNull(await dns.FindAsync("journal.fr", Token));
        }
    }

    [Fact]
    public async Task Find_AForeignReply_IsPassedOverAndASilentServerIsNoAnswer()
    {
        _server.With("journal.fr", "v=spf1 -all");
        _server.Distort = reply => [(byte)(reply[0] ^ 1), .. reply[1..]];
        Assert.IsType<DnsAnswer.NoAnswer>(await _dns.FindAsync("journal.fr", Token));

        _server.Distort = _ => null;
        Assert.IsType<DnsAnswer.NoAnswer>(await _dns.FindAsync("journal.fr", Token));

        Assert.IsType<DnsAnswer.NoAnswer>(await new DnsTexts([], TimeSpan.FromSeconds(1)).FindAsync("journal.fr", Token));
    }

    [Fact]
    public async Task Find_FirstServerSilent_TheNextIsAsked()
    {
        await using var silent = new NameServer { Distort = _ => null };
        _server.With("journal.fr", "v=spf1 -all");

        Assert.IsType<DnsAnswer.Texts>(await new DnsTexts([silent.Place, _server.Place], TimeSpan.FromMilliseconds(300)).FindAsync("journal.fr", Token));
    }
}
