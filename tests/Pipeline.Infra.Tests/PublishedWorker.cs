using System.Text.Json;

namespace Pipeline.Infra.Tests;

/// <summary>What <c>WorkerSignatures.json</c> says of the public source of the Functions worker.</summary>
internal sealed record PublishedWorker
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public required IReadOnlyDictionary<string, PublishedType> Types { get; init; }

    public required IReadOnlyDictionary<string, PublishedCall> Calls { get; init; }

    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public required IReadOnlyDictionary<string, string> NotOfTheWorker { get; init; }

    public static PublishedWorker Read() => JsonSerializer.Deserialize<PublishedWorker>(Sources.Read("tests", "Pipeline.Infra.Tests", "WorkerSignatures.json"), s_options)!;
}
