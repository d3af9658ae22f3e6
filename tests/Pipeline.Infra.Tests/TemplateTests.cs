using Xunit;

namespace Pipeline.Infra.Tests;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> s_nothing = [];

    [Theory]
    [InlineData("main.bicep")]
    [InlineData("subscription.bicep")]
    [InlineData("mail-events.bicep")]
    public async Task Template_Linted_HasNoFinding(string template)
    {
        var run = await Bicep.RunAsync(Bicep.InfraFolder, s_nothing, TestContext.Current.CancellationToken, "lint", template);

        // A mere warning leaves the exit code at 0, but speaks.
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output.Trim(), run.Error.Trim()));
    }

    [Fact]
    public async Task Template_WithASecretInAnOutput_IsRefusedByOurRules()
    {
        var folder = Directory.CreateTempSubdirectory("pipeline-infra-");
        try
        {
            File.Copy(Path.Combine(Bicep.InfraFolder, "bicepconfig.json"), Path.Combine(folder.FullName, "bicepconfig.json"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "leak.bicep"),
                "@secure()\nparam password string\noutput leak string = password\n",
                TestContext.Current.CancellationToken);

            var run = await Bicep.RunAsync(folder.FullName, s_nothing, TestContext.Current.CancellationToken, "lint", "leak.bicep");

            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains("outputs-should-not-contain-secrets", run.Output + run.Error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Parameters_WithoutAnySetting_Compile()
    {
        var run = await Bicep.RunAsync(
            Bicep.InfraFolder, s_nothing, TestContext.Current.CancellationToken, "build-params", "main.bicepparam", "--stdout");

        Assert.True(run.ExitCode == 0, run.Error);
    }
}
