using System.Text.Json;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>The resources that a deployment of <c>main.bicepparam</c> would make, as the compiler predicts them offline.</summary>
public sealed class Prediction : IAsyncLifetime
{
    private static readonly Dictionary<string, string> s_environment = new(StringComparer.Ordinal)
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_PRINCIPAL_ID"] = "00000000-0000-0000-0000-00000000000e",
        ["PIPELINE_SMTP_HOST"] = "smtp.example.org",
        ["PIPELINE_DIGEST_RECIPIENT"] = "desk@example.org",
        ["PIPELINE_DIGEST_FROM"] = "digest@example.org",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-infra-");

    private JsonDocument? _snapshot;

    /// <summary>All resources.</summary>
    public IEnumerable<JsonElement> Resources => _snapshot!.RootElement.GetProperty("predictedResources").EnumerateArray();

    /// <summary>The resources of one type.</summary>
    public IReadOnlyList<JsonElement> Of(string type) => [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    /// <summary>The last parts of the names of the resources of one type, sorted.</summary>
    public IReadOnlyList<string> NamesOf(string type) =>
        [.. Of(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        CopyTemplates();
        var run = await SnapshotAsync(s_environment);
        Assert.True(run.ExitCode == 0, run.Error);
        await using var file = File.OpenRead(Path.Combine(_folder.FullName, "main.snapshot.json"));
        _snapshot = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _snapshot?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Predicts again without one of the environment variables.</summary>
    internal Task<BicepRun> WithoutAsync(string variable) =>
        SnapshotAsync(s_environment.Where(pair => pair.Key != variable).ToDictionary(StringComparer.Ordinal));

    private Task<BicepRun> SnapshotAsync(IReadOnlyDictionary<string, string> environment) => Bicep.RunAsync(
        _folder.FullName, environment, TestContext.Current.CancellationToken,
        "snapshot", "main.bicepparam", "--mode", "overwrite", "--location", "swedencentral",
        "--subscription-id", "00000000-0000-0000-0000-000000000001");

    // The compiler writes its prediction beside the parameter file: not into the repository.
    private void CopyTemplates()
    {
        foreach (var pattern in new[] { "*.bicep", "*.bicepparam", "bicepconfig.json", "modules/*.bicep" })
        {
            var subfolder = Path.GetDirectoryName(pattern) ?? "";
            Directory.CreateDirectory(Path.Combine(_folder.FullName, subfolder));
            foreach (var file in Directory.GetFiles(Path.Combine(Bicep.InfraFolder, subfolder), Path.GetFileName(pattern)))
            {
                File.Copy(file, Path.Combine(_folder.FullName, subfolder, Path.GetFileName(file)));
            }
        }
    }
}
