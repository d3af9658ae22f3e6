using Pipeline.Infra.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(Deployments))]

namespace Pipeline.Infra.Tests;

/// <summary>What is predicted once and looked at by many tests.</summary>
public sealed class Deployments : IAsyncLifetime
{
    /// <summary>The stages as they come, and one with all that can be switched on.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dev", "prod", "all"];

    private static readonly Dictionary<string, string> s_least = new(StringComparer.Ordinal)
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_PRINCIPAL_ID"] = "00000000-0000-0000-0000-00000000000e",
        ["PIPELINE_SMTP_HOST"] = "smtp.example.org",
        ["PIPELINE_DIGEST_RECIPIENT"] = "desk@example.org",
        ["PIPELINE_DIGEST_FROM"] = "digest@example.org",
    };

    private static readonly Dictionary<string, string> s_usual = new(s_least, StringComparer.Ordinal)
    {
        ["PIPELINE_ALERT_EMAIL"] = "alerts@example.org",
        ["PIPELINE_SMTP_USER"] = "pipeline",
        ["PIPELINE_SMTP_PASSWORD"] = "a password of the tests",
    };

    private static readonly Dictionary<string, string> s_all = new(s_usual, StringComparer.Ordinal)
    {
        ["PIPELINE_STAGE"] = "prod",
        ["PIPELINE_PRIVATE_NETWORK"] = "true",
        ["PIPELINE_MAIL_BY_AZURE"] = "true",
        ["PIPELINE_MAIL_APPLICATION_ID"] = "00000000-0000-0000-0000-00000000000a",
        ["PIPELINE_MAIL_PRINCIPAL_ID"] = "00000000-0000-0000-0000-00000000000b",
        ["PIPELINE_SIGNING_KEYS"] = "k1,k2",
    };

    private readonly Templates _templates = new();
    private IReadOnlyDictionary<string, Deployment> _deployments = new Dictionary<string, Deployment>();
    private Prediction? _blobEvents;
    private Prediction? _mailEvents;

    internal Deployment this[string name] => _deployments[name];

    internal Prediction BlobEvents => _blobEvents!;

    internal Prediction MailEvents => _mailEvents!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var deployments = Names.Select(name => DeployAsync(_templates, name, cancellationToken)).ToList();
        var blobs = SubscribeAsync(_templates, "subscription", cancellationToken);
        var mail = SubscribeAsync(_templates, "mail-events", cancellationToken);
        _deployments = (await Task.WhenAll(deployments)).ToDictionary(deployment => deployment.Name, StringComparer.Ordinal);
        _blobEvents = await blobs;
        _mailEvents = await mail;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var deployment in _deployments.Values)
        {
            deployment.Dispose();
        }

        _blobEvents?.Dispose();
        _mailEvents?.Dispose();
        _templates.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static async Task<Deployment> DeployAsync(Templates templates, string name, CancellationToken cancellationToken)
    {
        var environment = EnvironmentOf(name);
        return new() { Name = name, Environment = environment, Prediction = await Prediction.OfAsync(templates, ParametersOf(name), environment, cancellationToken) };
    }

    /// <summary>Predicts subscriptions as the hook deploys them.</summary>
    internal static async Task<Prediction> SubscribeAsync(Templates templates, string template, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(
            Path.Combine(templates.Folder, $"{template}.bicepparam"),
            $"using '{template}.bicep'\nparam functionAppName = 'func-test'\nparam topicName = 'evgt-test'\nparam storageName = 'sttest'\n"
            + "param deadLettersContainer = 'dead-letters'\n",
            cancellationToken);
        return await Prediction.OfAsync(templates, $"{template}.bicepparam", new Dictionary<string, string>(), cancellationToken);
    }

    /// <summary>Predicts a deployment that lacks one of its environment variables.</summary>
    internal Task<BicepRun> WithoutAsync(string name, string variable, CancellationToken cancellationToken)
    {
        var environment = EnvironmentOf(name).Where(pair => pair.Key != variable).ToDictionary(StringComparer.Ordinal);
        return Prediction.RunAsync(_templates, ParametersOf(name), environment, cancellationToken);
    }

    private static Dictionary<string, string> EnvironmentOf(string name) => name switch { "dev" => s_least, "prod" => s_usual, _ => s_all };

    private static string ParametersOf(string name) => name == "all" ? "main.bicepparam" : $"main.{name}.bicepparam";
}
