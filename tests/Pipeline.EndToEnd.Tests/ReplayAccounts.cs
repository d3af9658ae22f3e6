using Pipeline.Testing;

namespace Pipeline.EndToEnd.Tests;

/// <summary>One emulator for all replays, an empty account for each.</summary>
public sealed class ReplayAccounts : IAsyncLifetime
{
    private readonly AzuriteServer _azurite = new() { FurtherAccounts = 100 };
    private int _taken = -1;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    /// <summary>The connection string of an account that nobody has used.</summary>
    public string Take() => _azurite.ConnectionStringOf(Interlocked.Increment(ref _taken));
}
