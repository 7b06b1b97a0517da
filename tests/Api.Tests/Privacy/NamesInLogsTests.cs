using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>Logs, metrics and problems hold numbers, never names: the engine's stories at the finest level, searched for the people in them.</summary>
public sealed class NamesInLogsTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Traces = ["quillf", "theldr", "aethel", "449876543", "44 987 65 43", "44%20987", "1983-04-17"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-logs-");
    private readonly KeptLog _log = new();
    private readonly List<string> _problems = [];
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _app = await Program.BuildAsync(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Loyalty:TestClock=2026-11-21T10:00:00Z",
                $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}",
            ],
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(_log).SetMinimumLevel(LogLevel.Trace);
                // As an operator might who looks for something, against what the host brings along.
                builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace";
                builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace";
                builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher"] = "Trace";
            });
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public void Dispose()
    {
        _http.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Nobody_is_named()
    {
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment());
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment());
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment(email: "aethel quillfeather"));
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment(phone: "Quillfeather 44 987 65 43"));
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment(birth: "1983-04-17T00:00"));
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment() + "}");
        await SendAsync(HttpMethod.Post, "/v1/members", Enrolment().Replace("\"web\"", "\"Quillfeather\"", StringComparison.Ordinal));
        await SendAsync(HttpMethod.Patch, "/v1/members/QUILL1", """{"givenName":"Ætheldrüd","email":"aethel.quill@example.org","homeAirport":"Quillfeather"}""");
        await SendAsync(HttpMethod.Patch, "/v1/members/QUILL1", """{"email":"aethel.other@example.org"}""");
        foreach (var query in new[] { "Quillfeather", "Ætheldrüd", "aethel.quill@example.org", "+41 44 987 65 43" })
            await SendAsync(HttpMethod.Get, $"/v1/members?query={Uri.EscapeDataString(query)}");
        await using (var hub = await HubSocket.ConnectAsync(_http.BaseAddress!))
        {
            await hub.InvokeAsync("WatchMember", "\"QUILL1\"");
            await hub.InvokeAsync("WatchAll", "");
            await hub.InvokeAsync("WatchDisplay", "\"ZRH\",\"A1\"");
            await SendAsync(HttpMethod.Post, "/v1/members/QUILL1/purchases", """{"transactionId":"t-1","type":"flight","amount":2600.00,"currency":"CHF"}""");
            await SendAsync(HttpMethod.Post, "/v1/members/QUILL1/purchases", """{"transactionId":"t-1","type":"flight","amount":2601.00,"currency":"CHF"}""");
            await SendAsync(
                HttpMethod.Post, "/v1/checkins", """{"checkinId":"c-1","memberId":"QUILL1","flight":"LX14","date":"2026-11-21","airport":"ZRH","location":"A1"}""");
            await SendAsync(
                HttpMethod.Post, "/v1/disruptions", """{"disruptionId":"d-1","flight":"LX14","date":"2026-11-21","kind":"delay","message":"Late."}""");
            await SendAsync(HttpMethod.Put, "/v1/members/QUILL1/consent", """{"displayRecognition":false}""");
        }

        foreach (var path in new[] { "", "/status", "/export", "/transactions", "/explain" })
            await SendAsync(HttpMethod.Get, "/v1/members/QUILL1" + path);
        await SendAsync(HttpMethod.Get, "/v1/exports/members");
        await SendAsync(HttpMethod.Put, "/v1/clock", """{"now":"2027-12-21T10:00:00Z"}""");
        var metrics = await _http.GetStringAsync("/metrics");
        await SendAsync(HttpMethod.Delete, "/v1/members/QUILL1");
        await SendAsync(HttpMethod.Get, "/v1/members/QUILL1");
        await _app.StopAsync();

        Assert.Contains(_log.Lines, line => line.Contains("Microsoft.AspNetCore.Routing", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains("WatchMember", StringComparison.Ordinal));
        Assert.True(_problems.Count >= 7, $"{_problems.Count} problems");
        foreach (var trace in Traces)
        {
            Assert.All(_log.Lines, line => Assert.DoesNotContain(trace, line, StringComparison.OrdinalIgnoreCase));
            Assert.All(_problems, problem => Assert.DoesNotContain(trace, problem, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(trace, metrics, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Enrolment(string email = "aethel.quill@example.org", string phone = "+41 44 987 65 43", string birth = "1983-04-17") =>
        $$"""
        {"channel":"web","givenName":"Ætheldrüd","familyName":"Quillfeather","memberId":"QUILL1","email":"{{email}}","phone":"{{phone}}","birthDate":"{{birth}}"}
        """;

    private async Task SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            _problems.Add(body);
    }
}
