using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Loyalty.Deploy.Tests;

/// <summary>What the files for containers name is there: settings, ports, probes, files; and stops have the time they need.</summary>
public class ManifestTests
{
    private const int EnginePort = 5080;
    private const int DrainSeconds = 40;

    private static readonly Regex Setting = new("Loyalty__[A-Za-z_]+", RegexOptions.NonBacktracking);

    public static TheoryData<string> Yaml => [.. YamlFiles.All];

    public static TheoryData<string> Composes => ["deploy/docker/compose.single.yml", "deploy/docker/compose.cluster.yml"];

    [Theory]
    [MemberData(nameof(Yaml))]
    public void A_file_is_yaml(string path) => Assert.NotEmpty(YamlFiles.Documents(path));

    [Fact]
    public void Every_setting_that_is_named_is_one_of_the_manual()
    {
        var manual = File.ReadAllText(RepositoryFiles.At("docs/OPERATIONS.md"));
        var named = Directory.GetFiles(RepositoryFiles.At("deploy"), "*", SearchOption.AllDirectories)
            .SelectMany(file => Setting.Matches(File.ReadAllText(file)))
            .Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(named.Count >= 6, "No settings were found.");
        Assert.All(named, setting => Assert.Contains($"`{setting}`", manual, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Composes))]
    public void A_compose_file_starts_engines_with_room_to_stop(string path)
    {
        var compose = Assert.Single(YamlFiles.Documents(path));
        var services = (YamlMappingNode)compose.At("services")!;
        var engines = services.Children.Where(service => service.Value.Text("build", "dockerfile") is not null).ToList();
        Assert.NotEmpty(engines);
        foreach (var (_, engine) in engines)
        {
            Assert.True(File.Exists(RepositoryFiles.At(engine.Text("build", "dockerfile")!)));
            Assert.Equal(RepositoryFiles.Root, Path.GetFullPath(Path.Combine(RepositoryFiles.At(Path.GetDirectoryName(path)!), engine.Text("build", "context")!)).TrimEnd('/'));
            Assert.InRange(int.Parse(engine.Text("stop_grace_period")!.TrimEnd('s')), DrainSeconds + 1, 600);
            Assert.DoesNotContain("Password=$", engine.Text("environment", "Loyalty__Journal__ConnectionString")!.Replace("Password=${POSTGRES_PASSWORD:?set it}", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_cluster_s_load_balancer_knows_its_silos()
    {
        var compose = Assert.Single(YamlFiles.Documents("deploy/docker/compose.cluster.yml"));
        var nginx = File.ReadAllText(RepositoryFiles.At("deploy/nginx/loyalty.conf"));
        foreach (var silo in new[] { "silo-1", "silo-2", "silo-3" })
            Assert.Contains($"server {compose.Text("services", silo, "networks", "default", "ipv4_address")}:{EnginePort}", nginx, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_runs_as_nobody_special_and_says_how_it_is()
    {
        var lines = File.ReadAllLines(RepositoryFiles.At("deploy/docker/Dockerfile"));
        Assert.Contains("USER app", lines);
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains($":{EnginePort}/health/live", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"EXPOSE {EnginePort}", StringComparison.Ordinal));
        var project = lines.Select(line => Regex.Match(line, "dotnet publish (?<project>[^ ]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Single(match => match.Success).Groups["project"].Value;
        Assert.Equal("src/Silo", project);
        // There is no shell in it, so that every command is a list, and what it runs is the program.
        Assert.All(lines.Where(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal) || line.StartsWith("HEALTHCHECK", StringComparison.Ordinal)), line =>
            Assert.Contains($"[\"dotnet\", \"/opt/loyalty/Loyalty.{Path.GetFileName(project)}.dll\"", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines.SkipWhile(line => !line.Contains("chiseled", StringComparison.Ordinal)), line => line.StartsWith("RUN ", StringComparison.Ordinal));
    }

    [Fact]
    public void Kubernetes_asks_for_health_keeps_two_silos_and_lets_them_end()
    {
        var documents = YamlFiles.Documents("deploy/kubernetes/loyalty.yml");
        var silos = Assert.Single(documents, document => document.Text("kind") == "StatefulSet");
        Assert.Equal("3", silos.Text("spec", "replicas"));
        var pod = silos.At("spec", "template", "spec")!;
        Assert.Equal("true", pod.Text("securityContext", "runAsNonRoot"));
        var off = int.Parse(Assert.Single(documents, document => document.Text("kind") == "ConfigMap").Text("data", "Loyalty__Cluster__ReadinessOffSeconds")!);
        Assert.True(int.Parse(pod.Text("terminationGracePeriodSeconds")!) > off + DrainSeconds);
        var container = pod.At("containers", "0")!;
        Assert.Equal("/health/live", container.Text("livenessProbe", "httpGet", "path"));
        Assert.Equal("/health/ready", container.Text("readinessProbe", "httpGet", "path"));
        Assert.Equal($"{EnginePort}", container.Text("ports", "0", "containerPort"));
        Assert.NotNull(container.At("resources", "limits", "memory"));
        var budget = Assert.Single(documents, document => document.Text("kind") == "PodDisruptionBudget");
        Assert.Equal("1", budget.Text("spec", "maxUnavailable"));
        Assert.DoesNotContain(documents, document => document.Text("kind") == "Secret");
        Assert.All(documents.Where(document => document.Text("kind") != "Namespace"), document => Assert.Equal("loyalty", document.Text("metadata", "namespace")));
    }
}
