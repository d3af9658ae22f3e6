using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Tests;
using Pipeline.Testing;

[assembly: AssemblyFixture(typeof(StorageFixture))]

namespace Pipeline.Adapters.Tests;

/// <summary>One emulator for all tests of the assembly, with the adapters registered as the app registers them. Tests keep apart by their own ids.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    /// <summary>A table for rows that are no value of the app.</summary>
    public const string RowsTable = "rows";

    private readonly AzuriteServer _azurite = new() { KeepsInMemory = true };
    private ServiceProvider? _services;

    public string ConnectionString => _azurite.ConnectionString;

    public static string NewId() => Identifier.Of("test", Guid.NewGuid().ToString("N"));

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _services = Services(_azurite.ConnectionString);
        await Get<StorageSetup>().EnsureCreatedAsync(CancellationToken.None);
        await Get<TableServiceClient>().CreateTableAsync(RowsTable);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }

    public T Get<T>()
        where T : notnull =>
        (_services ?? throw new InvalidOperationException("The fixture has not started.")).GetRequiredService<T>();

    /// <summary>A table client whose requests go through <paramref name="handler"/>, below the retries of the SDK.</summary>
    internal TableServiceClient TablesThrough(LostReplyHandler handler)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(10);
        return new TableServiceClient(ConnectionString, options);
    }

    private static ServiceProvider Services(string connectionString)
    {
        var configuration = new ConfigurationManager
        {
            ["Storage"] = connectionString,
            ["Mail:PickupFolder"] = Path.GetTempPath(),
        };
        return new ServiceCollection().AddLogging().AddPipelineAdapters(configuration).BuildServiceProvider(validateScopes: true);
    }
}
