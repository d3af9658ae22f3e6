using Pipeline.EndToEnd.Tests;
using Pipeline.Testing;

[assembly: AssemblyFixture(typeof(StorageAccounts))]

namespace Pipeline.EndToEnd.Tests;

/// <summary>One emulator for all tests of the assembly that do not stop theirs, an empty account for each.</summary>
public sealed class StorageAccounts : IAsyncLifetime
{
    private readonly AzuriteServer _azurite = new() { FurtherAccounts = 200, KeepsInMemory = true };
    private int _taken = -1;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    /// <summary>The connection string of an account that nobody has used.</summary>
    public string Take() => _azurite.ConnectionStringOf(Interlocked.Increment(ref _taken));
}
