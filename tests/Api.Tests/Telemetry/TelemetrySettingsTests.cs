using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace Loyalty.Api.Tests;

public class TelemetrySettingsTests
{
    [Fact]
    public void By_default_metrics_are_kept_and_nothing_is_sent()
    {
        var settings = Read();
        Assert.True(settings.Metrics);
        Assert.Null(settings.Endpoint);
        Assert.False(settings.Traces);
    }

    [Fact]
    public void A_collector_gets_one_request_in_a_hundred_unless_it_is_said_otherwise()
    {
        Assert.Equal(0.01, Read("Endpoint=http://127.0.0.1:4317").TraceShare);
        Assert.Equal(0.125, Read("Endpoint=http://127.0.0.1:4317", "TracePercent=12.5").TraceShare);
        Assert.False(Read("Endpoint=http://127.0.0.1:4317", "TracePercent=0").Traces);
    }

    [Theory]
    [InlineData("grpc", "http://127.0.0.1:4317/")]
    [InlineData("http", "http://127.0.0.1:4317/v1/traces")]
    public void Http_has_an_address_for_each_signal(string protocol, string address)
    {
        var exporter = new OtlpExporterOptions();
        Read("Endpoint=http://127.0.0.1:4317", $"Protocol={protocol}").Apply(exporter, "traces");
        Assert.Equal(new Uri(address), exporter.Endpoint);
    }

    [Theory]
    [InlineData("Metrics", "Metrics=yes")]
    [InlineData("Endpoint", "Endpoint=127.0.0.1:4317")]
    [InlineData("Endpoint", "Endpoint=ftp://127.0.0.1")]
    [InlineData("Endpoint", "Endpoint=http://user:password@127.0.0.1:4317")]
    [InlineData("Protocol", "Endpoint=http://127.0.0.1:4317", "Protocol=json")]
    [InlineData("Protocol", "Protocol=http")]
    [InlineData("TracePercent", "TracePercent=1")]
    [InlineData("TracePercent", "Endpoint=http://127.0.0.1:4317", "TracePercent=101")]
    [InlineData("TracePercent", "Endpoint=http://127.0.0.1:4317", "TracePercent=-1")]
    [InlineData("TracePercent", "Endpoint=http://127.0.0.1:4317", "TracePercent=NaN")]
    public void What_cannot_be_meant_is_refused_by_name(string key, params string[] settings) =>
        Assert.StartsWith($"Loyalty:Telemetry:{key} ", Assert.Throws<StartRefusedException>(() => Read(settings)).Message);

    private static TelemetrySettings Read(params string[] settings) => TelemetrySettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).Select(setting => KeyValuePair.Create($"Loyalty:Telemetry:{setting[0]}", (string?)setting[1])))
        .Build());
}
