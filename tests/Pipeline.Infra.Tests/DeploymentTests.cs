using NCrontab;
using Xunit;

namespace Pipeline.Infra.Tests;

public sealed class DeploymentTests(Deployments deployments)
{
    public static TheoryData<string> Names { get; } = new(Deployments.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Deployment_Predicted_BreaksNoRule(string name) => Assert.Empty(DeploymentRules.BreachesOf(deployments[name]));

    [Fact]
    public void BlobEvents_Predicted_CallEachBlobTriggerForItsPathAndKeepWhatFails() =>
        Assert.Empty(SubscriptionRules.BreachesOfBlobs(deployments.BlobEvents));

    [Fact]
    public void MailEvents_Predicted_CallTheFunctionThatTakesThemAndKeepWhatFails() =>
        Assert.Empty(SubscriptionRules.BreachesOfMails(deployments.MailEvents));

    [Fact]
    public void Events_Predicted_GiveTheirKeysToNobody()
    {
        // The outputs of a deployment can be read by whoever may read the group.
        Assert.Equal(0, deployments.BlobEvents.Outputs);
        Assert.Equal(0, deployments.MailEvents.Outputs);
        Assert.NotEqual(0, deployments["dev"].Prediction.Outputs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Schedule_Deployed_IsOneThatTheTimerReads(string name)
    {
        var schedule = deployments[name].Settings.GetProperty("DigestSchedule").GetString()!;

        Assert.NotNull(CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }));
    }

    [Fact]
    public void SigningKeys_Rotated_KeepTheOldOnesAndAreNeverWrittenTwice()
    {
        var secrets = deployments["all"].Prediction.Of("Microsoft.KeyVault/vaults/secrets").ToDictionary(
            secret => secret.GetProperty("name").GetString()!.Split('/')[^1], secret => Breach.At(secret, "properties.value")!, StringComparer.Ordinal);
        var template = Sources.Read("infra", "modules", "vault.bicep");

        Assert.Contains("newGuid()", secrets["signing-k1"], StringComparison.Ordinal);
        Assert.NotEqual(secrets["signing-k1"], secrets["signing-k2"]);
        Assert.Contains("@onlyIfNotExists()\nresource signingKey ", template, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dev", "PIPELINE_SMTP_HOST")]
    [InlineData("dev", "PIPELINE_DIGEST_FROM")]
    [InlineData("prod", "PIPELINE_ALERT_EMAIL")]
    [InlineData("all", "PIPELINE_MAIL_APPLICATION_ID")]
    public async Task Deployment_WithoutANeededSetting_StopsAndNamesIt(string name, string variable)
    {
        var run = await deployments.WithoutAsync(name, variable, TestContext.Current.CancellationToken);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"azd env set {variable} ", run.Output + run.Error, StringComparison.Ordinal);
    }
}
