using System.Text.RegularExpressions;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>Whoever deploys finds each value and each setting in the README.</summary>
public sealed partial class ReadmeTests(Deployments deployments)
{
    private static readonly string s_readme = Sources.Read("README.md");

    [Fact]
    public void Setting_EachOneThatIsDeployed_IsARowOfTheTable()
    {
        var rows = Part("## Configuration").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups["name"].Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = deployments["all"].Settings.EnumerateObject().Select(setting => RowOf(setting.Name)).Distinct(StringComparer.Ordinal).Where(name => !rows.Contains(name)).ToList();

        Assert.True(missing.Count == 0, $"README, Configuration, lacks rows for what the deployment sets:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Value_EachOneThatIsRead_IsARowOfTheTableWithItsDefault()
    {
        var section = Part("## Deploy to Azure");
        var read = Variable().Matches(Sources.Read("infra", "main.bicepparam"))
            .Select(match => (Name: match.Groups["name"].Value, Default: match.Groups["default"].Value))
            .Where(value => value.Name.StartsWith("PIPELINE_", StringComparison.Ordinal)).ToList();
        var missing = read.Select(value => value.Default.Length == 0 ? $"| `{value.Name}` | " : $"| `{value.Name}` | `{value.Default}` | ")
            .Where(row => !section.Contains($"\n{row}", StringComparison.Ordinal)).ToList();
        var unread = ValueRow().Matches(section).Select(match => match.Groups["name"].Value).Except(read.Select(value => value.Name), StringComparer.Ordinal);

        Assert.True(missing.Count == 0, $"README, Deploy to Azure, lacks:\n{string.Join('\n', missing)}");
        Assert.Empty(unread);
    }

    private static string Part(string heading)
    {
        var start = s_readme.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"No '{heading}' in the README.");
        var end = s_readme.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return s_readme[start..(end < 0 ? s_readme.Length : end)];
    }

    private static string RowOf(string setting) =>
        setting.StartsWith("AzureWebJobsStorage__", StringComparison.Ordinal) ? "AzureWebJobsStorage"
        : setting.StartsWith("Keys__Ring__", StringComparison.Ordinal) ? "Keys__Ring__<name>"
        : setting;

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)', '(?<default>[^']*)'\)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| `(?<name>PIPELINE_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex ValueRow();
}
