using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Loyalty.Deploy.Tests;

/// <summary>The load balancer's configuration as it is shipped, but for names, ports and the certificate, before three engines.</summary>
public sealed class NginxTests : IAsyncLifetime
{
    private const int Callers = 40;
    private const char End = '\u001e';

    private readonly List<EngineProcess> _engines = [];
    private NginxProcess? _nginx;

    public async Task InitializeAsync()
    {
        if (Tool.Find("nginx") is null && Environment.GetEnvironmentVariable("LOYALTY_REQUIRE_ALL") != "1")
            return;
        for (var i = 0; i < 3; i++)
            _engines.Add(await EngineProcess.StartAsync());
        _nginx = await NginxProcess.StartAsync([.. _engines.Select(engine => engine.Address.Port)]);
    }

    public async Task DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        foreach (var engine in _engines)
            await engine.DisposeAsync();
    }

    [ToolFact("nginx")]
    public async Task Callers_are_spread_and_each_keeps_its_engine_also_for_the_hub()
    {
        var before = await AllRequestsAsync();
        for (var caller = 0; caller < Callers; caller++)
        {
            // The connection that is negotiated is known to one engine only: this would fail were the second step to meet another.
            using var socket = await ConnectToHubAsync($"caller-{caller}");
            Assert.Equal(WebSocketState.Open, socket.State);
        }

        var after = await AllRequestsAsync();
        Assert.All(after.Zip(before), pair => Assert.True(pair.First - pair.Second > 2, "An engine was asked by nobody."));
    }

    [ToolFact("nginx")]
    public async Task What_an_engine_was_asked_another_answers_when_it_is_gone()
    {
        await _engines[0].KillAsync();
        for (var caller = 0; caller < Callers; caller++)
        {
            using var answer = await SendAsync(HttpMethod.Get, "/v1/programme", $"caller-{caller}");
            Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        }
    }

    [ToolFact("nginx")]
    public async Task What_is_not_for_the_world_is_not_there()
    {
        foreach (var path in new[] { "/metrics", "/health/ready", "/health/live" })
        {
            using var answer = await SendAsync(HttpMethod.Get, path, "caller");
            Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task<ClientWebSocket> ConnectToHubAsync(string token)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/hubs/status/negotiate?negotiateVersion=1", token);
        var connection = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("connectionToken").GetString();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{_nginx!.Address.Port}/hubs/status?id={connection}&access_token={token}"), CancellationToken.None);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[256];
        var read = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("{}" + End, Encoding.UTF8.GetString(buffer, 0, read.Count));
        return socket;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = _nginx!.Address };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    private async Task<List<long>> AllRequestsAsync()
    {
        var counts = new List<long>();
        foreach (var engine in _engines)
        {
            var metrics = await engine.Http.GetStringAsync("/metrics");
            counts.Add(Regex.Matches(metrics, """^http_server_request_duration_seconds_count\{[^}]*negotiate[^}]*\} (?<count>\d+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Sum(match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture)));
        }

        return counts;
    }
}
