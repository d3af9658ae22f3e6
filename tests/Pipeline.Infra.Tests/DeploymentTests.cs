using System.Text.Json;
using Pipeline.Adapters;
using Xunit;

namespace Pipeline.Infra.Tests;

public sealed class DeploymentTests(Prediction prediction) : IClassFixture<Prediction>
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    [Fact]
    public void StorageAccount_Deployed_TakesIdentitiesOnlyAndShowsNothing()
    {
        var properties = Assert.Single(prediction.Of("Microsoft.Storage/storageAccounts")).GetProperty("properties");

        Assert.False(properties.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(properties.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(properties.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Equal("TLS1_2", properties.GetProperty("minimumTlsVersion").GetString());
        Assert.All(
            prediction.Of("Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [Fact]
    public void Storage_Deployed_HasTheNamesOfTheCode()
    {
        Assert.Equal(
            Sorted([.. StorageLayout.Containers, "deployment"]),
            prediction.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers"));
        Assert.Equal(Sorted(StorageLayout.Queues), prediction.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues"));
        Assert.Equal(Sorted(StorageLayout.Tables), prediction.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"));
    }

    [Fact]
    public void Roles_Deployed_AreTheseAndNoOther()
    {
        var roles = prediction.Of("Microsoft.Authorization/roleAssignments").Select(RoleOf).Order(StringComparer.Ordinal);

        Assert.Equal(
            Sorted(
            [
                $"app {BlobDataOwner} on account",
                $"app {QueueDataContributor} on account",
                $"app {TableDataContributor} on account",
                $"app {MetricsPublisher} on telemetry",
                $"editor {BlobDataContributor} on container",
            ]),
            roles);
    }

    [Fact]
    public void Settings_Deployed_NameEverythingThatTheAppReads()
    {
        var settings = Settings();

        Assert.Equal(
            Sorted(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential",
                "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
                "Digest__From", "Digest__FromName", "Digest__List", "Digest__Recipient", "DigestSchedule",
                "Newsroom__Language", "Newsroom__Name", "Newsroom__TimeZone", "Site__BaseUrl",
                "Smtp__Host", "Smtp__Password", "Smtp__Port", "Smtp__Security", "Smtp__User",
                "Storage__blobServiceUri", "Storage__clientId", "Storage__credential", "Storage__queueServiceUri", "Storage__tableServiceUri",
            ]),
            Sorted(settings.EnumerateObject().Select(setting => setting.Name)));
        Assert.Equal("managedidentity", settings.GetProperty("Storage__credential").GetString());
        Assert.Equal("smtp.example.org", settings.GetProperty("Smtp__Host").GetString());
        Assert.Equal(6, settings.GetProperty("DigestSchedule").GetString()!.Split(' ').Length);
    }

    [Fact]
    public void Settings_Deployed_HoldNoKey()
    {
        // The prediction keeps expressions as written: a key would have to be asked for by name.
        Assert.DoesNotContain(
            prediction.Resources,
            resource => resource.GetRawText().Contains("listKeys", StringComparison.OrdinalIgnoreCase)
                || resource.GetRawText().Contains("AccountKey=", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("[parameters('smtpPassword')]", Settings().GetProperty("Smtp__Password").GetString());
    }

    [Fact]
    public void App_Deployed_IsFlexConsumptionOnDotnet10WithoutPasswords()
    {
        var app = Assert.Single(prediction.Of("Microsoft.Web/sites"));
        var runtime = app.GetProperty("properties").GetProperty("functionAppConfig").GetProperty("runtime");

        Assert.Equal("FC1", Assert.Single(prediction.Of("Microsoft.Web/serverfarms")).GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(("dotnet-isolated", "10.0"), (runtime.GetProperty("name").GetString(), runtime.GetProperty("version").GetString()));
        Assert.Equal("UserAssigned", app.GetProperty("identity").GetProperty("type").GetString());
        Assert.True(app.GetProperty("properties").GetProperty("httpsOnly").GetBoolean());
        Assert.Equal("functions", app.GetProperty("tags").GetProperty("azd-service-name").GetString());
        Assert.Equal(["ftp", "scm"], prediction.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies"));
        Assert.All(
            prediction.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            door => Assert.False(door.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [Fact]
    public void Telemetry_Deployed_TakesIdentitiesOnly()
    {
        var component = Assert.Single(prediction.Of("Microsoft.Insights/components"));
        var workspace = Assert.Single(prediction.Of("Microsoft.OperationalInsights/workspaces"));

        Assert.True(component.GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.True(workspace.GetProperty("properties").GetProperty("features").GetProperty("disableLocalAuth").GetBoolean());
    }

    [Fact]
    public void EventTopic_Deployed_ListensToTheStorageAccount()
    {
        var properties = Assert.Single(prediction.Of("Microsoft.EventGrid/systemTopics")).GetProperty("properties");

        Assert.Equal("Microsoft.Storage.StorageAccounts", properties.GetProperty("topicType").GetString());
        Assert.Contains("Microsoft.Storage/storageAccounts", properties.GetProperty("source").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PIPELINE_SMTP_HOST")]
    [InlineData("PIPELINE_DIGEST_RECIPIENT")]
    [InlineData("PIPELINE_DIGEST_FROM")]
    public async Task Deployment_WithoutANeededSetting_StopsAndNamesIt(string variable)
    {
        var run = await prediction.WithoutAsync(variable);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"azd env set {variable} ", run.Output + run.Error, StringComparison.Ordinal);
    }

    private JsonElement Settings() => Assert.Single(prediction.Of("Microsoft.Web/sites/config")).GetProperty("properties");

    private static string RoleOf(JsonElement assignment)
    {
        var properties = assignment.GetProperty("properties");
        var id = assignment.GetProperty("id").GetString()!;
        var who = properties.GetProperty("principalId").GetString()!.Contains("-00000000000e", StringComparison.Ordinal) ? "editor" : "app";
        var role = properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1];
        var scope = id.Contains("/blobServices/containers'", StringComparison.Ordinal) ? "container"
            : id.Contains("'Microsoft.Storage/storageAccounts'", StringComparison.Ordinal) ? "account"
            : id.Contains("'Microsoft.Insights/components'", StringComparison.Ordinal) ? "telemetry"
            : id;
        return $"{who} {role} on {scope}";
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
