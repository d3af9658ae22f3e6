using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Adapters;

namespace Pipeline.Infra.Tests;

/// <summary>What must hold of every deployment. The same rules judge the templates as they are and, in <see cref="MutationTests"/>, templates in which one is broken.</summary>
internal static partial class DeploymentRules
{
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Topic = "Microsoft.EventGrid/systemTopics";
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string MailOwner = "09976791-48a7-449e-bb21-39d1a415f350";

    private static readonly (string Name, Func<Deployment, IEnumerable<string>> Check)[] s_rules =
    [
        ("storage-keys", StorageKeys),
        ("storage-public", StoragePublic),
        ("storage-names", StorageNames),
        ("storage-keeps", StorageKeeps),
        ("roles", Roles),
        ("settings", Settings),
        ("secrets", Secrets),
        ("vault", VaultIsClosed),
        ("app", App),
        ("telemetry", Telemetry),
        ("topics", Topics),
        ("alerts", Alerts),
        ("network", Network),
        ("mail", Mail),
    ];

    /// <summary>Each breach, with the name of its rule before it.</summary>
    public static IReadOnlyList<string> BreachesOf(Deployment deployment) =>
        [.. from rule in s_rules from breach in rule.Check(deployment) select $"{rule.Name}: {breach}"];

    private static IEnumerable<string> StorageKeys(Deployment deployment) => Breach.Of(
        deployment.Prediction.Of(Account).Single(),
        ("properties.allowSharedKeyAccess", "false"),
        ("properties.defaultToOAuthAuthentication", "true"),
        ("properties.isLocalUserEnabled", "false"));

    private static IEnumerable<string> StoragePublic(Deployment deployment) =>
    [
        .. Breach.Of(
            deployment.Prediction.Of(Account).Single(),
            ("properties.allowBlobPublicAccess", "false"),
            ("properties.allowCrossTenantReplication", "false"),
            ("properties.supportsHttpsTrafficOnly", "true"),
            ("properties.minimumTlsVersion", "TLS1_2"),
            ("properties.publicNetworkAccess", deployment.IsPrivate ? "Disabled" : "Enabled"),
            ("properties.networkAcls.defaultAction", deployment.IsPrivate ? "Deny" : "Allow")),
        .. deployment.Prediction.Of(Container).SelectMany(container => Breach.Of(container, ("properties.publicAccess", "None"))),
    ];

    private static IEnumerable<string> StorageNames(Deployment deployment) =>
    [
        .. Breach.Of("containers", deployment.Prediction.NamesOf(Container), [.. StorageLayout.Containers, "deployment", "dead-letters"]),
        .. Breach.Of("queues", deployment.Prediction.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues"), StorageLayout.Queues),
        .. Breach.Of("tables", deployment.Prediction.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"), StorageLayout.Tables),
    ];

    private static IEnumerable<string> StorageKeeps(Deployment deployment)
    {
        var blobs = deployment.Prediction.Of("Microsoft.Storage/storageAccounts/blobServices").Single();
        var days = deployment.IsProd ? "30" : "7";
        var rules = deployment.Prediction.Of("Microsoft.Storage/storageAccounts/managementPolicies").Single()
            .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray().ToList();
        var prefixes = rules.Select(rule => rule.GetProperty("definition").GetProperty("filters"))
            .SelectMany(filters => filters.TryGetProperty("prefixMatch", out var found) ? found.EnumerateArray().Select(prefix => prefix.GetString()!) : []);
        return
        [
            .. Breach.Of(
                blobs,
                ("properties.isVersioningEnabled", "true"),
                ("properties.deleteRetentionPolicy.enabled", "true"),
                ("properties.deleteRetentionPolicy.days", days),
                ("properties.containerDeleteRetentionPolicy.enabled", "true")),
            .. Breach.Of("lifecycle", rules.Select(rule => rule.GetProperty("name").GetString()!), ["old-digests", "old-bounces", "dead-letters", "old-versions"]),
            .. prefixes.Where(prefix => !deployment.Prediction.NamesOf(Container).Contains(prefix.TrimEnd('/'))).Select(prefix => $"no container {prefix}"),
            .. rules.Where(rule => rule.GetProperty("enabled").ValueKind != JsonValueKind.True).Select(rule => $"{rule} is off"),
        ];
    }

    private static IEnumerable<string> Roles(Deployment deployment)
    {
        List<string> wanted =
        [
            $"app is {BlobDataOwner} on account",
            $"app is {QueueDataContributor} on account",
            $"app is {TableDataContributor} on account",
            $"app is {MetricsPublisher} on telemetry",
            $"app is {SecretsUser} on vault",
            $"topic of articles is {BlobDataContributor} on dead letters",
            $"editor is {BlobDataContributor} on articles",
        ];
        if (deployment.SendsByAzure)
        {
            wanted.AddRange([$"topic of mails is {BlobDataContributor} on dead letters", $"mail application is {MailOwner} on mail service"]);
        }

        return Breach.Of("roles", deployment.Prediction.Of("Microsoft.Authorization/roleAssignments").Select(RoleOf), wanted);
    }

    private static IEnumerable<string> Settings(Deployment deployment)
    {
        var found = deployment.Settings.EnumerateObject().Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        var wanted = TriggerList.Connections
            .SelectMany(connection => new[] { "credential", "clientId", "blobServiceUri", "queueServiceUri", "tableServiceUri" }.Select(part => $"{connection}__{part}"))
            .Concat(TriggerList.Settings).Append("Site__BaseUrl").Append("Smtp__Host");
        return
        [
            .. wanted.Where(name => !found.Contains(name)).Select(name => $"{name} is not set"),
            .. TriggerList.Connections.Where(found.Contains).Select(name => $"{name} would be a connection string, which wins over the identity"),
            .. TriggerList.Connections.SelectMany(connection => Breach.Of(deployment.Settings, ($"{connection}__credential", "managedidentity"))),
        ];
    }

    private static IEnumerable<string> Secrets(Deployment deployment)
    {
        var vault = deployment.Prediction.Of(Vault).Single().GetProperty("name").GetString();
        var stored = deployment.Prediction.NamesOf("Microsoft.KeyVault/vaults/secrets");
        var settings = deployment.Settings.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!, StringComparer.Ordinal);
        var hidden = settings.Where(setting => SecretName().IsMatch(setting.Key)).ToList();
        var referred = hidden.Select(setting => (setting.Key, Match: Reference().Match(setting.Value))).ToList();
        var hasPassword = deployment.Environment.ContainsKey("PIPELINE_SMTP_PASSWORD");
        return
        [
            .. Breach.Of("secret settings", hidden.Select(setting => setting.Key),
                ["Keys__Address", .. deployment.SigningKeys.Select(key => $"Keys__Ring__{key}"), .. hasPassword ? ["Smtp__Password"] : Array.Empty<string>()]),
            .. referred.Where(pair => !pair.Match.Success).Select(pair => $"{pair.Key} is no reference to the vault"),
            .. referred.Where(pair => pair.Match.Success && (pair.Match.Groups["vault"].Value != vault || !stored.Contains(pair.Match.Groups["secret"].Value)))
                .Select(pair => $"{pair.Key} refers to nothing that is made: {pair.Match.Value}"),
            .. Breach.Of(deployment.Settings, ("Keys__Current", deployment.SigningKeys[^1])),
            .. deployment.Prediction.Resources.Select(resource => resource.GetRawText())
                .Where(text => text.Contains("listKeys", StringComparison.OrdinalIgnoreCase) || text.Contains("AccountKey=", StringComparison.OrdinalIgnoreCase)
                    || text.Contains("a password of the tests", StringComparison.Ordinal))
                .Select(text => $"a key or password in the open: {text}"),
        ];
    }

    private static IEnumerable<string> VaultIsClosed(Deployment deployment) => Breach.Of(
        deployment.Prediction.Of(Vault).Single(),
        ("properties.enableRbacAuthorization", "true"),
        ("properties.enableSoftDelete", "true"),
        ("properties.enablePurgeProtection", deployment.IsProd ? "true" : "null"),
        ("properties.publicNetworkAccess", deployment.IsPrivate ? "Disabled" : "Enabled"),
        ("properties.networkAcls.defaultAction", deployment.IsPrivate ? "Deny" : "Allow"));

    private static IEnumerable<string> App(Deployment deployment) =>
    [
        .. Breach.Of(deployment.Prediction.Of("Microsoft.Web/serverfarms").Single(), ("sku.name", "FC1")),
        .. Breach.Of(
            deployment.Prediction.Of("Microsoft.Web/sites").Single(),
            ("identity.type", "UserAssigned"),
            ("properties.httpsOnly", "true"),
            ("properties.siteConfig.minTlsVersion", "1.2"),
            ("properties.siteConfig.ftpsState", "Disabled"),
            ("properties.functionAppConfig.runtime.name", "dotnet-isolated"),
            ("properties.functionAppConfig.runtime.version", "10.0"),
            ("properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
            ("tags.azd-service-name", "functions")),
        .. deployment.Prediction.Of("Microsoft.Web/sites").Where(app => Breach.At(app, "properties.keyVaultReferenceIdentity") is null or "")
            .Select(_ => "references to the vault would be read by no identity"),
        .. Breach.Of("doors", deployment.Prediction.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), ["ftp", "scm"]),
        .. deployment.Prediction.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").SelectMany(door => Breach.Of(door, ("properties.allow", "false"))),
    ];

    private static IEnumerable<string> Telemetry(Deployment deployment) =>
    [
        .. Breach.Of(deployment.Prediction.Of("Microsoft.Insights/components").Single(), ("properties.DisableLocalAuth", "true")),
        .. Breach.Of(deployment.Prediction.Of("Microsoft.OperationalInsights/workspaces").Single(), ("properties.features.disableLocalAuth", "true")),
    ];

    private static IEnumerable<string> Topics(Deployment deployment) =>
    [
        .. Breach.Of(
            "topics", deployment.Prediction.Of(Topic).Select(topic => Breach.At(topic, "properties.topicType")!),
            ["Microsoft.Storage.StorageAccounts", .. deployment.SendsByAzure ? ["Microsoft.Communication.CommunicationServices"] : Array.Empty<string>()]),
        .. deployment.Prediction.Of(Topic).SelectMany(topic => Breach.Of(topic, ("identity.type", "SystemAssigned"))),
    ];

    private static IEnumerable<string> Alerts(Deployment deployment)
    {
        var people = deployment.Prediction.Of("Microsoft.Insights/actionGroups").Single();
        var alerts = deployment.Prediction.Of("Microsoft.Insights/scheduledQueryRules").Concat(deployment.Prediction.Of("Microsoft.Insights/metricAlerts")).ToList();
        string[] second = deployment.SendsByAzure ? ["dead-letters-2"] : [];
        var mail = deployment.Environment.GetValueOrDefault("PIPELINE_ALERT_EMAIL");
        return
        [
            .. Breach.Of(
                "alerts", alerts.Select(alert => alert.GetProperty("name").GetString()!),
                ["poison-messages", "quarantine-rate", "failed-deliveries", "digest-missed", "app-silent", "dead-letters", .. second]),
            .. alerts.SelectMany(alert => Breach.Of(alert, ("properties.enabled", "true"))),
            .. alerts.Where(alert => !alert.GetProperty("properties").GetProperty("actions").GetRawText().Contains(people.GetProperty("id").GetString()!, StringComparison.Ordinal))
                .Select(alert => $"{alert.GetProperty("name")} tells nobody"),
            .. Breach.Of(
                "receivers", people.GetProperty("properties").GetProperty("emailReceivers").EnumerateArray().Select(receiver => receiver.GetProperty("emailAddress").GetString()!),
                mail is null ? [] : [mail]),
        ];
    }

    private static IEnumerable<string> Network(Deployment deployment)
    {
        string[] groups = deployment.IsPrivate ? ["blob", "queue", "table", "vault"] : [];
        var endpoints = deployment.Prediction.Of("Microsoft.Network/privateEndpoints");
        var subnet = Breach.At(deployment.Prediction.Of("Microsoft.Web/sites").Single(), "properties.virtualNetworkSubnetId");
        return
        [
            .. Breach.Of(
                "private endpoints",
                endpoints.Select(endpoint => endpoint.GetProperty("properties").GetProperty("privateLinkServiceConnections")[0].GetProperty("properties").GetProperty("groupIds")[0].GetString()!),
                groups),
            .. Breach.Of("private zones", deployment.Prediction.Of("Microsoft.Network/privateDnsZones").Select(ZoneOf), groups),
            .. deployment.IsPrivate == (subnet is not null and not "null") ? [] : new[] { $"the app goes out through {subnet}" },
        ];
    }

    private static IEnumerable<string> Mail(Deployment deployment)
    {
        if (!deployment.SendsByAzure)
        {
            return [.. deployment.Prediction.Resources.Where(resource => resource.GetProperty("type").GetString()!.StartsWith("Microsoft.Communication", StringComparison.Ordinal)).Select(resource => $"{resource} was not asked for")];
        }

        return
        [
            .. Breach.Of(deployment.Prediction.Of("Microsoft.Communication/communicationServices").Single(), ("properties.disableLocalAuth", "true")),
            .. Breach.Of(deployment.Prediction.Of("Microsoft.Communication/emailServices/domains").Single(), ("properties.userEngagementTracking", "Disabled")),
            .. Breach.Of(deployment.Settings, ("Smtp__Host", "smtp.azurecomm.net"), ("Smtp__Port", "587"), ("Smtp__Security", "starttls")),
        ];
    }

    private static string ZoneOf(JsonElement zone) =>
        new[] { "blob", "queue", "table", "vault" }.First(name => zone.GetProperty("name").GetString()!.Contains($"privatelink.{name}", StringComparison.Ordinal));

    private static string RoleOf(JsonElement assignment)
    {
        var properties = assignment.GetProperty("properties");
        var role = properties.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1];
        return $"{WhoIs(properties.GetProperty("principalId").GetString()!)} is {role} on {WhatIs(assignment.GetProperty("id").GetString()!)}";
    }

    private static string WhoIs(string principal) => principal switch
    {
        "00000000-0000-0000-0000-00000000000e" => "editor",
        "00000000-0000-0000-0000-00000000000b" => "mail application",
        _ when principal.Contains("format('identity-{0}'", StringComparison.Ordinal) => "app",
        _ when principal.Contains("format('events-{0}'", StringComparison.Ordinal) => "topic of articles",
        _ when principal.Contains("format('mail-{0}'", StringComparison.Ordinal) => "topic of mails",
        _ => principal,
    };

    private static string WhatIs(string id) => id switch
    {
        _ when id.Contains("outputs.articlesContainer", StringComparison.Ordinal) => "articles",
        _ when id.Contains("outputs.deadLettersContainer", StringComparison.Ordinal) => "dead letters",
        _ when id.Contains("'Microsoft.Storage/storageAccounts'", StringComparison.Ordinal) => "account",
        _ when id.Contains("'Microsoft.Insights/components'", StringComparison.Ordinal) => "telemetry",
        _ when id.Contains("'Microsoft.KeyVault/vaults'", StringComparison.Ordinal) => "vault",
        _ when id.Contains("/Microsoft.Communication/communicationServices/", StringComparison.Ordinal) => "mail service",
        _ => id,
    };

    [GeneratedRegex("Password|Secret|^Keys__(?!Current$)")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^@Microsoft\.KeyVault\(VaultName=(?<vault>[^;]+);SecretName=(?<secret>[^)]+)\)$")]
    private static partial Regex Reference();
}
