using System.Text.RegularExpressions;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>What the threat model calls shown is shown: by a test class, or a rule, that there is.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string s_model = Sources.Read("docs", "threat-model.md");

    [Fact]
    public void ThreatModel_EachTestClassInIt_IsThere()
    {
        var named = ClassName().Matches(s_model).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        var files = Directory.EnumerateFiles(Sources.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !files.Contains(name));
    }

    [Fact]
    public void ThreatModel_EachRuleInIt_IsThere()
    {
        var rules = Sources.Read("tests", "Pipeline.Infra.Tests", "DeploymentRules.cs");
        var named = RuleNames().Matches(s_model).SelectMany(match => match.Groups["name"].Captures.Select(capture => capture.Value)).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"(\"{name}\", ", rules, StringComparison.Ordinal));
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+(Tests|Rules))`")]
    private static partial Regex ClassName();

    [GeneratedRegex("rules? (`(?<name>[a-z-]+)`(, )?)+")]
    private static partial Regex RuleNames();
}
