using System.Diagnostics;
using System.Reflection;

namespace Pipeline.Infra.Tests;

/// <summary>The Bicep compiler that the project downloads, run on the templates of this repository.</summary>
internal static class Bicep
{
    public static string InfraFolder { get; } = Metadata("InfraFolder");

    /// <summary>Runs the compiler in <paramref name="folder"/>; only the environment variables given here reach the parameter file.</summary>
    public static async Task<BicepRun> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Metadata("BicepPath"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AZURE_", StringComparison.Ordinal)
            || name.StartsWith("PIPELINE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        // A run is too short for the compiler of .NET to learn from it.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    private static string Metadata(string key) =>
        typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
