namespace Pipeline.Adapters.Tests.Storage;

/// <summary>Tests that count what the process allocates run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "memory";
}
