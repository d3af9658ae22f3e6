using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Delivery;
using Pipeline.Digest;

namespace Pipeline.Tests.Quarantine;

public sealed class TakePoisonedDeliveryTests
{
    [Theory]
    [InlineData("""{"digest":"main-20260304T063000000Z","recipient":"x"}""")]
    [InlineData("""{"issue":"main-20260304T063000000Z","shard":3}""")]
    public void Take_ATicket_NamesItsIssue(string message) =>
        Assert.Equal(DigestId.Parse("main-20260304T063000000Z"), Run(message));

    [Theory]
    [InlineData("")]
    [InlineData("no base64 at all!")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"digest":7}""")]
    [InlineData("""{"digest":null}""")]
    [InlineData("""{"digest":"main"}""")]
    public void Take_AMessageThatIsNoTicket_EndsNormally(string message) => Assert.Null(Run(message));

    private static DigestId? Run(string message) => new TakePoisonedDelivery(NullLogger<TakePoisonedDelivery>.Instance).Run(message);
}
