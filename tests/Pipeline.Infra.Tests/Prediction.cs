using System.Text.Json;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>The resources that a deployment would make, as the compiler predicts them offline; what only Azure knows stays an expression.</summary>
internal sealed class Prediction : IDisposable
{
    private readonly JsonDocument _snapshot;

    private Prediction(JsonDocument snapshot) => _snapshot = snapshot;

    /// <summary>All resources.</summary>
    public IEnumerable<JsonElement> Resources => _snapshot.RootElement.GetProperty("predictedResources").EnumerateArray();

    /// <summary>Number of outputs.</summary>
    public int Outputs => _snapshot.RootElement.GetProperty("outputs").EnumerateObject().Count();

    /// <summary>Predicts the deployment of one parameter file.</summary>
    public static async Task<Prediction> OfAsync(
        Templates templates, string parameterFile, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var run = await RunAsync(templates, parameterFile, environment, cancellationToken);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        await using var file = File.OpenRead(Path.Combine(templates.Folder, Path.ChangeExtension(parameterFile, ".snapshot.json")));
        return new(await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken));
    }

    /// <summary>Runs the prediction; it may fail.</summary>
    public static Task<BicepRun> RunAsync(
        Templates templates, string parameterFile, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        // Templates for a subscription make their group themselves.
        string[] group = parameterFile.StartsWith("main.", StringComparison.Ordinal) ? [] : ["--resource-group", "rg-test"];
        return Bicep.RunAsync(
            templates.Folder, environment, cancellationToken,
            ["snapshot", parameterFile, "--mode", "overwrite", "--location", "swedencentral", "--subscription-id", "00000000-0000-0000-0000-000000000001", .. group]);
    }

    /// <summary>The resources of one type.</summary>
    public IReadOnlyList<JsonElement> Of(string type) => [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    /// <summary>The last parts of the names of the resources of one type, sorted.</summary>
    public IReadOnlyList<string> NamesOf(string type) =>
        [.. Of(type).Select(resource => resource.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal)];

    public void Dispose() => _snapshot.Dispose();
}
