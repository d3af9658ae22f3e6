using Pipeline.Testing;

namespace Pipeline.Adapters.Tests.Crash;

/// <summary>One emulator for all runs, an empty account for each.</summary>
public sealed class CrashAccounts : IAsyncLifetime
{
    private readonly AzuriteServer _azurite = new() { FurtherAccounts = 2_000, KeepsInMemory = true };
    private int _taken = -1;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    /// <summary>The connection string of an account that nobody has used.</summary>
    public string Take() => _azurite.ConnectionStringOf(Interlocked.Increment(ref _taken));
}
