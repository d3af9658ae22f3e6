namespace Pipeline.LocalHost.Tools;

/// <summary>The storage emulator on this machine.</summary>
internal static class Azurite
{
    // The emulator's published account and key, the same on every machine.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Starts it on its usual ports, or on others where those are taken.</summary>
    /// <returns>The program, and what clients need to reach it.</returns>
    public static async Task<(NodeProgram Program, string ConnectionString)> StartAsync(
        NodePackages packages, DataFolder data, FreePorts ports, CancellationToken cancellationToken)
    {
        int[] chosen = [ports.Take(10000, "blob storage"), ports.Take(10001, "queue storage"), ports.Take(10002, "table storage")];
        string[] arguments =
        [
            // The emulator lags behind the API version of the client libraries.
            "--skipApiVersionCheck", "--silent", "--disableTelemetry", "--location", data.Azurite,
            "--blobHost", "127.0.0.1", "--blobPort", $"{chosen[0]}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{chosen[1]}",
            "--tableHost", "127.0.0.1", "--tablePort", $"{chosen[2]}",
        ];
        var program = await packages.StartAsync(
            "storage emulator", Path.Combine("azurite", "dist", "src", "azurite.js"), chosen, arguments, cancellationToken);
        return (program, ConnectionStringFor(chosen));
    }

    private static string ConnectionStringFor(int[] ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";
}
