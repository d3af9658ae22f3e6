using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Pipeline.Infra.Tests;

/// <summary>The workflows can be read, ask for no more than they need, and end.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] s_files = ["build.yml", "codeql.yml", "dependencies.yml", "release.yml"];

    public static TheoryData<string> Files { get; } = new(s_files);

    [Fact]
    public void Workflows_InTheFolder_AreThese() => Assert.Equal(
        s_files, Directory.GetFiles(Sources.PathOf(".github", "workflows")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_ByDefault_MayReadOnly(string file)
    {
        var permissions = Assert.IsType<YamlMappingNode>(Read(file).Children["permissions"]);

        Assert.Equal([("contents", "read")], permissions.Children.Select(pair => (pair.Key.ToString(), pair.Value.ToString())));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Job_EachOne_NamesItsPermissionsAndAnEnd(string file)
    {
        Assert.All(Jobs(file), job =>
        {
            Assert.IsType<YamlMappingNode>(job.Children["permissions"]);
            Assert.InRange(int.Parse(job.Children["timeout-minutes"].ToString(), System.Globalization.CultureInfo.InvariantCulture), 1, 120);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Job_OnlyTheRelease_MayWriteMoreThanFindings(string file)
    {
        var written = Jobs(file).SelectMany(job => ((YamlMappingNode)job.Children["permissions"]).Children)
            .Where(pair => pair.Value.ToString() == "write").Select(pair => pair.Key.ToString());

        Assert.Empty(written.Except(file == "release.yml" ? ["contents", "id-token", "attestations"] : ["security-events"]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Action_EachOne_ComesFromAKnownHandAndIsPinned(string file)
    {
        var actions = Steps(file).Select(step => Text(step, "uses")).OfType<string>().ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Matches(PinnedAction(), action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Script_EachOne_TakesNoTextFromOutside(string file)
    {
        // A title or a branch name in a script is a script.
        Assert.All(Steps(file).Select(step => Text(step, "run")).OfType<string>(), script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Checkout_EachOne_LeavesNoCredentials(string file) => Assert.All(
        Steps(file).Where(step => Text(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true),
        step => Assert.Equal("false", Text((YamlMappingNode)step.Children["with"], "persist-credentials")));

    [Fact]
    public void Build_OnEachSystem_RunsWhatIsRunHere()
    {
        var text = Sources.Read(".github", "workflows", "build.yml");

        Assert.Contains("ubuntu-latest", text, StringComparison.Ordinal);
        Assert.Contains("windows-latest", text, StringComparison.Ordinal);
        Assert.Contains("Pipeline.sln -c Azure", text, StringComparison.Ordinal);
        Assert.Contains(".ci/run", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependabot_EachKindOfPackageFile_IsWatched()
    {
        var updates = (YamlSequenceNode)((YamlMappingNode)Load(Sources.PathOf(".github", "dependabot.yml"))).Children["updates"];
        var kinds = updates.Cast<YamlMappingNode>().Select(update => (Text(update, "package-ecosystem"), Text(update, "directory"))).ToList();

        Assert.Equal([("nuget", "/"), ("npm", "/infra/local"), ("npm", "/tests/Pipeline.Benchmarks/chrono"), ("github-actions", "/")], kinds);
        Assert.All(kinds.Where(kind => kind.Item1 == "npm"), kind => Assert.True(File.Exists(Sources.PathOf(kind.Item2![1..], "package-lock.json"))));
    }

    private static YamlMappingNode Read(string file) => (YamlMappingNode)Load(Sources.PathOf(".github", "workflows", file));

    private static YamlNode Load(string path)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(path);
        yaml.Load(reader);
        return yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Jobs(string file) => ((YamlMappingNode)Read(file).Children["jobs"]).Children.Values.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Steps(string file) => Jobs(file).SelectMany(job => (YamlSequenceNode)job.Children["steps"]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? value.ToString() : null;

    [GeneratedRegex("^(actions|github|NuGet)/[a-z/-]+@(v[0-9]+|[0-9a-f]{40})$")]
    private static partial Regex PinnedAction();
}
