using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>The bill of materials of a release names each package of the files that it is made from, once.</summary>
public sealed class SbomTests
{
    [Fact]
    public async Task Sbom_OfTheLockFiles_NamesEachPackageOnce()
    {
        var (nuget, npm) = (Sources.PathOf("src", "Pipeline.LocalHost", "packages.lock.json"), Sources.PathOf("infra", "local", "package-lock.json"));
        var wanted = NugetOf(nuget).Concat(NpmOf(npm)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        using var sbom = JsonDocument.Parse(await RunAsync("1.2.3", nuget, npm));
        var components = sbom.RootElement.GetProperty("components").EnumerateArray().ToList();

        Assert.Equal(("CycloneDX", "1.6"), (sbom.RootElement.GetProperty("bomFormat").GetString(), sbom.RootElement.GetProperty("specVersion").GetString()));
        Assert.True(wanted.Count > 100);
        Assert.Equal(wanted, components.Select(component => Uri.UnescapeDataString(component.GetProperty("purl").GetString()!["pkg:".Length..])).Order(StringComparer.Ordinal));
        Assert.All(
            components.Where(component => component.GetProperty("purl").GetString()!.StartsWith("pkg:nuget/", StringComparison.Ordinal)),
            component => Assert.Equal(128, component.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length));
    }

    private static IEnumerable<string> NugetOf(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from framework in file.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project"
               select $"nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}",
        ];
    }

    private static IEnumerable<string> NpmOf(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from package in file.RootElement.GetProperty("packages").EnumerateObject()
               where package.Name.Length > 0
               select $"npm/{package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..]}@{package.Value.GetProperty("version").GetString()}",
        ];
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Sources.PathOf(".github", "sbom.mjs"), .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
