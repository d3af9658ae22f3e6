using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>The rules see what they are for: in a copy of the templates one thing is broken, and the rule for it, and no other, says so.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData("modules/storage.bicep", "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "storage-keys: ")]
    [InlineData("modules/roles.bicep", "  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'\n", "", "roles: ")]
    [InlineData("modules/app.bicep", "'@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${secret})'", "'${vaultName}${secret}'", "secrets: ")]
    public async Task Deployment_WithOneRuleBroken_IsFoundOut(string file, string old, string replacement, string rule)
    {
        using var templates = new Templates();
        templates.Change(file, old, replacement);

        using var deployment = await Deployments.DeployAsync(templates, "dev", TestContext.Current.CancellationToken);
        var breaches = DeploymentRules.BreachesOf(deployment);

        Assert.NotEmpty(breaches);
        Assert.All(breaches, breach => Assert.StartsWith(rule, breach, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("container: 'articles'", "container: 'incoming'", "blob-events: ")]
    [InlineData("blobContainerName: deadLettersContainer", "blobContainerName: '${deadLettersContainer}s'", "delivery: ")]
    public async Task Subscription_WithOneRuleBroken_IsFoundOut(string old, string replacement, string rule)
    {
        using var templates = new Templates();
        templates.Change("subscription.bicep", old, replacement);

        using var prediction = await Deployments.SubscribeAsync(templates, "subscription", TestContext.Current.CancellationToken);
        var breaches = SubscriptionRules.BreachesOfBlobs(prediction);

        Assert.NotEmpty(breaches);
        Assert.All(breaches, breach => Assert.StartsWith(rule, breach, StringComparison.Ordinal));
    }
}
