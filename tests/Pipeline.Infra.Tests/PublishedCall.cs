namespace Pipeline.Infra.Tests;

/// <summary>A call of the worker's API that <c>Program.cs</c> makes.</summary>
internal sealed record PublishedCall
{
    public required string Signature { get; init; }

    public required string Namespace { get; init; }

    public required string Package { get; init; }
}
