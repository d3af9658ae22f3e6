namespace Pipeline.Infra.Tests;

/// <summary>A public type of the worker: its kind, its public members as declared, and what a parameter with this attribute may be.</summary>
internal sealed record PublishedType
{
    public required string File { get; init; }

    public string? Package { get; init; }

    public required string Kind { get; init; }

    public string? Usage { get; init; }

    public required IReadOnlyList<string> Members { get; init; }

    public IReadOnlyList<string> Binds { get; init; } = [];
}
