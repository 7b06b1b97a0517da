using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

public class LogTraceTests
{
    [Fact]
    public async Task A_line_names_its_request_where_nothing_is_traced_too()
    {
        await using var engine = await EngineProcess.StartAsync("--Logging:LogLevel:Microsoft.AspNetCore.Routing=Debug");
        using var answer = await engine.Http.GetAsync("/v1/members/1");
        var trace = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("traceId").GetString()!;

        await Eventually.IsTrue(() => engine.Output.Contains($" [trace {trace}]", StringComparison.Ordinal), "the line names the trace of the problem");
    }

    [Theory]
    [InlineData("lines", " [trace {0}]")]
    [InlineData("systemd", " [trace {0}]")]
    [InlineData("json", "\"TraceId\":\"{0}\"")]
    public async Task A_line_names_the_trace_of_its_request_though_the_collector_does_not_get_it(string form, string written)
    {
        await using var engine = await EngineProcess.StartAsync(
            "--Loyalty:Telemetry:Endpoint=http://127.0.0.1:9", "--Loyalty:Telemetry:TracePercent=0.000001",
            "--Logging:LogLevel:Microsoft.AspNetCore.Routing=Debug", $"--Logging:Console:FormatterName={form}");
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/programme");
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-00f067aa0ba902b7-01");

        using var answer = await engine.Http.SendAsync(request);

        await Eventually.IsTrue(() => engine.Output.Contains(string.Format(null, written, trace), StringComparison.Ordinal), "the line names the trace");
    }

    [Fact]
    public void A_trace_is_named_once_and_outside_of_one_nothing_is()
    {
        Assert.Equal("It failed", LogTrace.Behind("It failed"));
        using var span = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = span.TraceId.ToHexString();
        Assert.Equal($"It failed [trace {trace}]", LogTrace.Behind("It failed"));
        Assert.Equal($"It failed; trace {trace}.", LogTrace.Behind($"It failed; trace {trace}."));
    }
}
