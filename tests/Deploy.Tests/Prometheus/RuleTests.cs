using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Loyalty.Deploy.Tests;

/// <summary>Alarms and plots ask for what an engine really serves, and each alarm is in the runbook.</summary>
public class RuleTests
{
    // Served once they happen, or where there is https: no series before. The manual names them, and the code.
    private static readonly string[] OnlyWhenItHappens =
    [
        "loyalty_sweep_passed_over_total", "loyalty_retention_waits_total", "loyalty_hub_connections_cut_total", "loyalty_hub_watchers", "loyalty_hub_pushes_total",
        "loyalty_certificate_ends_timestamp_seconds", "loyalty_follower_lag_events", "loyalty_follower_lag_seconds", "loyalty_follower_members_aside",
        "loyalty_webhooks_failing_seconds", "loyalty_webhooks_disabled", "loyalty_partners_orders",
    ];

    private static readonly Regex Metric = new(@"\b(loyalty|http|dotnet|kestrel|orleans|signalr)_[a-z0-9_]+", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Recorded = new(@"\bloyalty:[a-z0-9_:]+", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Braces = new(@"\{[^}]*\}|by \([^)]*\)", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly Regex Route = new("http_route=~\"(?<route>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [ToolFact("promtool")]
    public async Task The_rules_are_valid() =>
        Assert.Contains("SUCCESS", await Tool.SucceedAsync("promtool", "check", "rules", RepositoryFiles.At("deploy/prometheus/loyalty.rules.yml")), StringComparison.Ordinal);

    [ToolFact("promtool")]
    public async Task Alarms_come_when_they_should_and_not_when_all_is_well() =>
        Assert.Contains("SUCCESS", await Tool.SucceedAsync("promtool", "test", "rules", RepositoryFiles.At("deploy/prometheus/loyalty.rules.test.yml")), StringComparison.Ordinal);

    [Fact]
    public async Task Every_metric_is_served_by_a_running_engine()
    {
        await using var engine = await EngineProcess.StartAsync();
        await engine.EnrolAsync("ADA1815");
        await engine.BuyAsync("ADA1815", "t-1", 100);
        var served = await engine.Http.GetStringAsync("/metrics");
        var names = served.Split('\n')
            .Select(line => line.StartsWith("# TYPE ", StringComparison.Ordinal) ? line.Split(' ')[2] : line.Split('{', ' ')[0])
            .ToHashSet(StringComparer.Ordinal);

        var asked = Expressions().SelectMany(expression => Metric.Matches(Braces.Replace(expression, ""))).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(asked.Count > 12, "Hardly a metric was found.");
        Assert.Empty(asked.Except(names, StringComparer.Ordinal).Except(OnlyWhenItHappens, StringComparer.Ordinal));
        var manual = await File.ReadAllTextAsync(RepositoryFiles.At("docs/OPERATIONS.md"));
        Assert.All(OnlyWhenItHappens, name => Assert.Contains($"`{name}", manual, StringComparison.Ordinal));

        // Routes are asked for by a pattern, which must fit how the engine writes them.
        var routes = Regex.Matches(served, "http_route=\"(?<route>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["route"].Value).ToList();
        foreach (var pattern in Expressions().SelectMany(expression => Route.Matches(expression)).Select(match => match.Groups["route"].Value))
            Assert.Contains(routes, route => Regex.IsMatch(route, $"^(?:{pattern})$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Every_recorded_series_that_is_asked_for_is_recorded()
    {
        var recorded = Rules().Select(rule => rule.Text("record")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var asked = Expressions().SelectMany(expression => Recorded.Matches(expression)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(recorded.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alarm_is_explained_where_it_points_to()
    {
        var runbook = File.ReadAllText(RepositoryFiles.At("deploy/RUNBOOK.md"));
        var alarms = Rules().Where(rule => rule.Text("alert") is not null).ToList();
        Assert.NotEmpty(alarms);
        foreach (var alarm in alarms)
        {
            var name = alarm.Text("alert")!;
            Assert.Contains($"\n### {name}\n", runbook, StringComparison.Ordinal);
            Assert.Equal($"deploy/RUNBOOK.md#{name.ToLowerInvariant()}", alarm.Text("annotations", "runbook"));
        }
    }

    private static IEnumerable<YamlNode> Rules() => ((YamlSequenceNode)Assert.Single(YamlFiles.Documents("deploy/prometheus/loyalty.rules.yml")).At("groups")!)
        .SelectMany(group => (YamlSequenceNode)group.At("rules")!);

    private static IEnumerable<string> Expressions()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.At("deploy/grafana/loyalty.json")));
        var plotted = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!);
        return [.. Rules().Select(rule => rule.Text("expr")!), .. plotted];
    }
}
