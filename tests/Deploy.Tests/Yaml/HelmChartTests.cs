using YamlDotNet.RepresentationModel;

namespace Loyalty.Deploy.Tests;

/// <summary>The chart gives what the manifests give, and TLS, a service monitor and an ingress where they are asked for.</summary>
public class HelmChartTests
{
    private const int DrainSeconds = 40;

    [Fact]
    public void By_default_it_is_the_cluster_of_the_manifests()
    {
        var documents = new HelmChart().Render();
        var manifests = YamlFiles.Documents("deploy/kubernetes/loyalty.yml");
        foreach (var kind in new[] { "ConfigMap", "StatefulSet", "PodDisruptionBudget", "NetworkPolicy" })
        {
            var (ours, theirs) = (Of(documents, kind), Of(manifests, kind));
            Assert.Equal(Settings(theirs), Settings(ours));
            foreach (var path in (string[][])[["spec", "replicas"], ["spec", "maxUnavailable"], ["spec", "template", "spec", "terminationGracePeriodSeconds"], ["spec", "minReadySeconds"]])
                Assert.Equal(theirs.Text(path), ours.Text(path));
        }

        var container = Of(documents, "StatefulSet").At("spec", "template", "spec", "containers", "0")!;
        var their = Of(manifests, "StatefulSet").At("spec", "template", "spec", "containers", "0")!;
        foreach (var part in new[] { "ports", "startupProbe", "livenessProbe", "readinessProbe", "resources", "securityContext" })
            Assert.Equal($"{their.At(part)}", $"{container.At(part)}");
        Assert.Equal("loyalty:0.1.0", container.Text("image"));
        Assert.Equal(2, documents.Count(document => document.Text("kind") == "Service"));
        Assert.DoesNotContain(documents, document => document.Text("kind") is "ServiceMonitor" or "Ingress" or "Secret");
    }

    [Fact]
    public void Its_labels_find_its_pods()
    {
        var documents = new HelmChart("serviceMonitor.enabled=true").Render();
        var pods = $"{Of(documents, "StatefulSet").At("spec", "template", "metadata", "labels")}";
        Assert.Equal(pods, $"{Of(documents, "StatefulSet").At("spec", "selector", "matchLabels")}");
        Assert.Equal(pods, $"{Of(documents, "PodDisruptionBudget").At("spec", "selector", "matchLabels")}");
        Assert.All(documents.Where(document => document.Text("kind") == "Service"), service => Assert.Equal(pods, $"{service.At("spec", "selector")}"));
        var monitor = Of(documents, "ServiceMonitor");
        var found = Assert.Single(documents, document => document.Text("kind") == "Service" && $"{document.At("metadata", "labels")}" == $"{monitor.At("spec", "selector", "matchLabels")}");
        Assert.Equal(found.Text("spec", "ports", "0", "name"), monitor.Text("spec", "endpoints", "0", "port"));
        Assert.Equal("/metrics", monitor.Text("spec", "endpoints", "0", "path"));
        Assert.Equal("loyalty", found.Text("metadata", "labels", monitor.Text("spec", "jobLabel")!));
        Assert.Equal("loyalty-metrics", monitor.Text("spec", "endpoints", "0", "authorization", "credentials", "name"));
    }

    [Fact]
    public void Tls_between_silos_is_read_from_where_the_secret_is()
    {
        var documents = new HelmChart("siloTls.enabled=true").Render();
        var settings = Of(documents, "ConfigMap").At("data")!;
        var pod = Of(documents, "StatefulSet").At("spec", "template", "spec")!;
        var mount = pod.At("containers", "0", "volumeMounts", "1")!;
        var volume = pod.At("volumes", "1")!;
        Assert.Equal(volume.Text("name"), mount.Text("name"));
        Assert.Equal("loyalty-silo-tls", volume.Text("secret", "secretName"));
        foreach (var (key, file) in new[] { ("Certificate", "tls.crt"), ("Key", "tls.key"), ("Authority", "ca.crt") })
            Assert.Equal($"{mount.Text("mountPath")}/{file}", settings.Text($"Loyalty__Cluster__Tls__{key}"));
    }

    [Fact]
    public void A_collector_and_an_ingress_are_there_when_they_are_named()
    {
        var documents = new HelmChart("telemetry.endpoint=http://collector:4317", "ingress.enabled=true", "image.tag=1.2.3").Render();
        Assert.Equal("http://collector:4317", Of(documents, "ConfigMap").Text("data", "Loyalty__Telemetry__Endpoint"));
        Assert.Equal("loyalty.example.com", Of(documents, "Ingress").Text("spec", "rules", "0", "host"));
        Assert.Equal("loyalty:1.2.3", Of(documents, "StatefulSet").Text("spec", "template", "spec", "containers", "0", "image"));
        var off = int.Parse(Of(documents, "ConfigMap").Text("data", "Loyalty__Cluster__ReadinessOffSeconds")!);
        Assert.True(int.Parse(Of(documents, "StatefulSet").Text("spec", "template", "spec", "terminationGracePeriodSeconds")!) > off + DrainSeconds);
    }

    private static YamlMappingNode Of(IEnumerable<YamlMappingNode> documents, string kind) => Assert.Single(documents, document => document.Text("kind") == kind);

    private static string Settings(YamlMappingNode document) => document.At("data") is YamlMappingNode data
        ? string.Join('\n', data.Children.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal))
        : "";
}
