using System.Text.RegularExpressions;
using Xunit;

namespace Pipeline.Infra.Tests;

/// <summary>Whoever is told of something finds in the runbook what it means and what to do.</summary>
public sealed partial class RunbookTests(Deployments deployments)
{
    private static readonly string s_runbook = Sources.Read("docs", "runbook.md");

    [Fact]
    public void Alert_EachOne_HasASectionThatSaysWhatItMeansAndWhatToDo()
    {
        var alerts = deployments["all"].Prediction.Of("Microsoft.Insights/scheduledQueryRules")
            .Concat(deployments["all"].Prediction.Of("Microsoft.Insights/metricAlerts"))
            .Select(alert => Breach.At(alert, "properties.description")!).Distinct(StringComparer.Ordinal).ToList();
        var sections = Section().Matches(s_runbook).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value, StringComparer.Ordinal);

        Assert.Equal(6, alerts.Count);
        Assert.All(alerts, alert =>
        {
            Assert.StartsWith("docs/runbook.md#", alert, StringComparison.Ordinal);
            var text = sections[alert["docs/runbook.md#".Length..]];
            Assert.Contains("**Means.**", text, StringComparison.Ordinal);
            Assert.Contains("**Do.**", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Section_EachOneOfAnAlert_HasItsAlert()
    {
        var alerts = s_runbook[s_runbook.IndexOf("## Alerts", StringComparison.Ordinal)..s_runbook.IndexOf("## Metrics", StringComparison.Ordinal)];
        var names = deployments["dev"].Prediction.NamesOf("Microsoft.Insights/scheduledQueryRules").Concat(deployments["dev"].Prediction.NamesOf("Microsoft.Insights/metricAlerts"));

        Assert.Empty(Section().Matches(alerts).Select(match => match.Groups["name"].Value).Except(names, StringComparer.Ordinal));
    }

    [Fact]
    public void Query_EachMetricInIt_IsInTheTableOfMetrics()
    {
        var table = MetricRow().Matches(s_runbook).Select(match => match.Groups["name"].Value).ToList();
        var asked = deployments["dev"].Prediction.Of("Microsoft.Insights/scheduledQueryRules")
            .SelectMany(alert => Metric().Matches(alert.GetRawText()).Select(match => match.Value)).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(table, StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_OfTheTable_AreThoseOfTheCode()
    {
        var table = MetricRow().Matches(s_runbook).Select(match => match.Groups["name"].Value);
        var code = Instrument().Matches(Sources.Read("src", "Pipeline", "Telemetry", "PipelineTelemetry.cs")).Select(match => match.Groups["name"].Value);

        Assert.Equal(code.Order(StringComparer.Ordinal), table.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""\.Create\w+<\w+>\("(?<name>[a-z.]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"^### (?<name>[a-z-]+)\n(?<text>.*?)(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| `(?<name>pipeline\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"pipeline\.[a-z]+(\.[a-z]+)*")]
    private static partial Regex Metric();
}
