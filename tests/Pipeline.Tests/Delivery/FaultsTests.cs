using Pipeline.Delivery;

namespace Pipeline.Tests.Delivery;

public sealed class FaultsTests
{
    [Theory]
    [InlineData("5.1.1 unknown", "5.1.1")]
    [InlineData("#5.7.1 refused", "5.7.1")]
    [InlineData("<*>: 5.1.10 null MX", "5.1.10")]
    [InlineData("Access denied (5.7.515).", "5.7.515")]
    [InlineData("4.2.2", "4.2.2")]
    [InlineData("host 5.1.1.7 said no", null)]
    [InlineData("host 15.1.1 said no", null)]
    [InlineData("no code 3.1.1", null)]
    [InlineData("5.1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Find_WordsOfAServer_GivesTheCodeAndNoAddressOfNumbers(string? text, string? code) =>
        Assert.Equal(code, EnhancedStatus.Find(text)?.ToString());

    [Theory]
    [InlineData(421, "4.3.2 closing", SendStage.Connecting, Fault.Passing)]
    [InlineData(450, "4.2.1 busy", SendStage.Recipient, Fault.Passing)]
    [InlineData(450, "5.1.1 of another class", SendStage.Recipient, Fault.Passing)]
    [InlineData(454, "4.7.0 try later", SendStage.LoggingIn, Fault.Passing)]
    [InlineData(550, "5.1.1 unknown", SendStage.Recipient, Fault.Address)]
    [InlineData(550, "5.1.1 unknown", SendStage.Content, Fault.Address)]
    [InlineData(550, "5.1.10 null MX", SendStage.Recipient, Fault.Address)]
    [InlineData(550, "5.2.1 disabled", SendStage.Recipient, Fault.Address)]
    [InlineData(550, "unknown user", SendStage.Recipient, Fault.Message)]
    [InlineData(551, "not local", SendStage.Recipient, Fault.Address)]
    [InlineData(553, "bad name", SendStage.Recipient, Fault.Address)]
    [InlineData(553, "bad name", SendStage.Sender, Fault.Sender)]
    [InlineData(552, "5.2.2 full", SendStage.Recipient, Fault.Message)]
    [InlineData(550, "5.7.1 policy", SendStage.Content, Fault.Message)]
    [InlineData(550, "5.7.1 policy", SendStage.Recipient, Fault.Message)]
    [InlineData(550, "5.7.1 policy", SendStage.Sender, Fault.Sender)]
    [InlineData(550, "5.7.515 no DMARC", SendStage.Content, Fault.Sender)]
    [InlineData(550, "5.7.26 no SPF, no DKIM", SendStage.Content, Fault.Sender)]
    [InlineData(554, "no service", SendStage.Connecting, Fault.Sender)]
    [InlineData(554, "5.7.1 relay access denied", SendStage.Envelope, Fault.Message)]
    [InlineData(530, "5.7.0 log in first", SendStage.Envelope, Fault.Sender)]
    [InlineData(535, "5.7.8 wrong password", SendStage.LoggingIn, Fault.Sender)]
    [InlineData(550, "4.4.7 of another class", SendStage.Recipient, Fault.Message)]
    public void Of_AnswerOfAServer_IsWhatItIsAbout(int code, string text, SendStage stage, Fault fault) =>
        Assert.Equal(fault, Faults.Of(code, text, stage));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 15)]
    [InlineData(4, 60)]
    [InlineData(99, 60)]
    public void DelayAfter_Default_IsOfTheIssue(int attempt, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), new DeliveryOptions().DelayAfter(attempt));
}
