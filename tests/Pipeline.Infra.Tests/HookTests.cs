using System.Text.RegularExpressions;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>The hooks in Bash and PowerShell do the same, with the outputs and parameters that there are.</summary>
public sealed partial class HookTests
{
    private static readonly string[] s_hooks = ["postdeploy.sh", "postdeploy.ps1"];

    public static TheoryData<string> Hooks { get; } = new(s_hooks);

    [Theory]
    [MemberData(nameof(Hooks))]
    public void Hook_EachVariable_IsAnOutputOfTheDeployment(string hook)
    {
        var outputs = OutputName().Matches(Sources.Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value);
        var used = Variable().Matches(Sources.Read("infra", "hooks", hook)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(used);
        // PowerShell has a variable of its own that looks like ours.
        Assert.Empty(used.Except([.. outputs, "LASTEXITCODE"], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("postdeploy.sh", "subscription.bicep")]
    [InlineData("postdeploy.sh", "mail-events.bicep")]
    [InlineData("postdeploy.ps1", "subscription.bicep")]
    [InlineData("postdeploy.ps1", "mail-events.bicep")]
    public void Hook_DeployingATemplate_GivesItsParametersAndNoOther(string hook, string template)
    {
        var script = Sources.Read("infra", "hooks", hook);
        var call = script[script.IndexOf($" {template} ", StringComparison.Ordinal)..];
        var given = Given().Matches(End().Split(call)[0]).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal);
        var wanted = Parameter().Matches(Sources.Read("infra", template)).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal);

        Assert.Equal(wanted, given);
    }

    [Fact]
    public void Project_AfterDeployment_RunsTheHookOfEitherSystem()
    {
        var project = Sources.Read("azure.yaml");

        Assert.All(s_hooks, hook => Assert.Contains($"run: ./infra/hooks/{hook}\n", project, StringComparison.Ordinal));
        Assert.True(File.Exists(Sources.PathOf("src", "Pipeline.Functions", "Pipeline.Functions.csproj")));
        Assert.Contains("project: src/Pipeline.Functions\n", project, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex OutputName();

    [GeneratedRegex(@"\$(env:|\{)?(?<name>(?!LASTEXITCODE)[A-Z][A-Z_]{4,})")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^param (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(echo|Write-Host)\b")]
    private static partial Regex End();

    [GeneratedRegex(@"(?<=[\s""])(?<name>[a-z]\w+)=""?\$")]
    private static partial Regex Given();
}
