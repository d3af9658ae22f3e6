using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>A predicted deployment of <c>main.bicep</c>, and what was asked for.</summary>
internal sealed record Deployment : IDisposable
{
    public required string Name { get; init; }

    public required Prediction Prediction { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public bool IsProd => Name != "dev";

    public bool IsPrivate => Environment.ContainsKey("PIPELINE_PRIVATE_NETWORK");

    public bool SendsByAzure => Environment.ContainsKey("PIPELINE_MAIL_BY_AZURE");

    public IReadOnlyList<string> SigningKeys => Environment.GetValueOrDefault("PIPELINE_SIGNING_KEYS", "k1").Split(',');

    /// <summary>The application settings.</summary>
    public JsonElement Settings => Prediction.Of("Microsoft.Web/sites/config").Single().GetProperty("properties");

    public void Dispose() => Prediction.Dispose();
}
