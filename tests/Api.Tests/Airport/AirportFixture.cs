using Loyalty.Grains;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>The whole program in this process, over a SQLite file and a clock that the test moves.</summary>
public sealed class AirportFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-airport-").FullName;
    private int _members;

    public WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async Task InitializeAsync() => await StartAsync("2026-11-21T10:00:00Z");

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Ends the host and starts it anew on the same file.</summary>
    public async Task RestartAsync()
    {
        var now = App.Services.GetRequiredService<TestClock>().GetUtcNow();
        await StopAsync();
        await StartAsync(now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
    }

    /// <summary>A clock that goes on, and only forward.</summary>
    public async Task MoveAsync(TimeSpan by)
    {
        var now = App.Services.GetRequiredService<TestClock>().GetUtcNow() + by;
        (await Http.SendJsonAsync(HttpMethod.Put, "/v1/clock", $$"""{"now":"{{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}"}""")).EnsureSuccessStatusCode();
    }

    /// <summary>A new member who has spent so much today.</summary>
    public async Task<string> MemberAsync(decimal spend = 0, string given = "Ada", string family = "Lovelace", string locale = "en-GB")
    {
        var id = $"TRAVELLER{++_members}";
        (await Http.SendJsonAsync(
            HttpMethod.Post,
            "/v1/members",
            $$"""{"channel":"app","givenName":"{{given}}","familyName":"{{family}}","memberId":"{{id}}","email":"{{id.ToLowerInvariant()}}@example.org","locale":"{{locale}}"}""")).EnsureSuccessStatusCode();
        if (spend > 0)
        {
            (await Http.SendJsonAsync(
                HttpMethod.Post,
                $"/v1/members/{id}/purchases",
                $$"""{"transactionId":"{{id}}-1","type":"flight","amount":{{spend}},"currency":"CHF"}""")).EnsureSuccessStatusCode();
        }

        return id;
    }

    public Task<HttpResponseMessage> CheckInAsync(
        string id, string member, string flight = "LX14", string location = "A1", string? seat = "12A", string date = "2026-11-21") => Http.SendJsonAsync(
            HttpMethod.Post,
            "/v1/checkins",
            $$"""{"checkinId":"{{id}}","memberId":"{{member}}","flight":"{{flight}}","date":"{{date}}","airport":"ZRH","location":"{{location}}","seat":{{(seat is null ? "null" : $"\"{seat}\"")}}}""");

    private async Task StartAsync(string now)
    {
        App = await Program.BuildAsync(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", $"--Loyalty:TestClock={now}",
                $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder, "loyalty.db")}",
            ],
            builder => builder.Logging.ClearProviders());
        await App.StartAsync();
        Address = new Uri(App.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
