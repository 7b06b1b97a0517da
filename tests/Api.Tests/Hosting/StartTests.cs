using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Api.Tests;

/// <summary>A host that is configured wrongly does not start, and says in one sentence which setting it is.</summary>
public class StartTests
{
    private const string Dev = "--environment=Development";

    [Theory]
    [InlineData("Loyalty:Auth:Jwt needs", Dev, "--Loyalty:Auth:Jwt:Audience=loyalty")]
    [InlineData("Loyalty:Auth:Jwt needs", Dev, "--Loyalty:Auth:Jwt:Authority=https://id.example.org", "--Loyalty:Auth:Jwt:Keys=keys.json")]
    [InlineData("Loyalty:Auth:Jwt Audience", Dev, "--Loyalty:Auth:Jwt:Authority=https://id.example.org")]
    [InlineData("Loyalty:Auth:Jwt Issuer", Dev, "--Loyalty:Auth:Jwt:Keys=keys.json", "--Loyalty:Auth:Jwt:Audience=loyalty")]
    [InlineData("Loyalty:Auth:Jwt Authority", Dev, "--Loyalty:Auth:Jwt:Authority=http://id.example.org", "--Loyalty:Auth:Jwt:Audience=loyalty")]
    [InlineData("Loyalty:Jornal:Provider: there is no such setting", Dev, "--Loyalty:Jornal:Provider=sqlite")]
    [InlineData("Loyalty:Auth:Jwt Roles:clerk", Dev, "--Loyalty:Auth:Jwt:Authority=https://id.example.org", "--Loyalty:Auth:Jwt:Audience=loyalty", "--Loyalty:Auth:Jwt:Roles:clerk=x")]
    [InlineData("Loyalty:Auth:Jwt Roles:member", Dev, "--Loyalty:Auth:Jwt:Authority=https://id.example.org", "--Loyalty:Auth:Jwt:Audience=loyalty", "--Loyalty:Auth:Jwt:Roles:member=x")]
    [InlineData("Loyalty:Auth:Mode", Dev, "--Loyalty:Auth:Mode=Open")]
    [InlineData("Loyalty:Auth:Mode", "--environment=Production", "--Loyalty:Auth:Mode=open", "--urls=http://0.0.0.0:0")]
    [InlineData("Loyalty:Journal:Provider", Dev, "--Loyalty:Journal:Provider=oracle")]
    [InlineData("Loyalty:Journal:ConnectionString", Dev, "--Loyalty:Journal:Provider=postgres")]
    [InlineData("Loyalty:TestClock", Dev, "--Loyalty:TestClock=yesterday")]
    [InlineData("Loyalty:TestClock", Dev, "--Loyalty:TestClock=0001-01-01T00:00:00Z")]
    [InlineData("Loyalty:TestClock", "--environment=Production", "--Loyalty:Auth:Mode=open", "--Loyalty:TestClock=2026-11-21T10:15:04Z")]
    [InlineData("Loyalty:Audit:AtStart", Dev, "--Loyalty:Audit:AtStart=yes")]
    [InlineData("Loyalty:Airport:ShownSeconds", Dev, "--Loyalty:Airport:ShownSeconds=4")]
    [InlineData("Loyalty:Airport:ShownSeconds", Dev, "--Loyalty:Airport:ShownSeconds=half a minute")]
    [InlineData("Loyalty:Programme", Dev, "--Loyalty:Programme=/does/not/exist.json")]
    [InlineData("Loyalty:Rates", Dev, "--Loyalty:Rates=/does/not/exist.json")]
    public async Task Names_the_setting(string setting, params string[] args) =>
        Assert.StartsWith(setting, (await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(args))).Message);

    [Theory]
    [InlineData("graceDays", "\"graceDays\": 30", "\"graceDays\": 366")]
    [InlineData("timeZone", "Europe/Zurich", "Europe/Atlantis")]
    [InlineData("tiers[1].threshold", "\"threshold\": 1000", "\"threshold\": 0")]
    public async Task Names_the_field_of_a_programme(string field, string good, string bad)
    {
        var file = Domain.ProgrammeFile.Write(Domain.BuiltInProgramme.Value);
        Assert.Contains(good, file);
        var refused = await WithFile(file.Replace(good, bad), path =>
            Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(Dev, $"--Loyalty:Programme={path}")));
        Assert.Contains(field, refused.Message);
    }

    [Theory]
    [InlineData("2026-02-30", """{"2026-02-30":{"EUR":0.9}}""")]
    [InlineData("2026-01-01.EUR", """{"2026-01-01":{"EUR":-1}}""")]
    [InlineData("2026-01-01.XXQ", """{"2026-01-01":{"XXQ":1}}""")]
    [InlineData("CHF", """{"2026-01-01":{"CHF":1}}""")]
    [InlineData("JSON", "{")]
    public async Task Names_the_fault_of_a_rates_file(string fault, string file)
    {
        var refused = await WithFile(file, path => Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(Dev, $"--Loyalty:Rates={path}")));
        Assert.Contains(fault, refused.Message);
    }

    [Fact]
    public async Task Reads_a_rates_file()
    {
        var days = await WithFile("""{"2026-01-01":{"EUR":0.9431,"USD":0.8812},"2026-02-01":{"EUR":0.95}}""", path =>
        {
            var settings = new LoyaltySettings(null, path, JournalProvider.Sqlite, "", null, AuthMode.Open, Demo: false);
            return Task.FromResult(StartFiles.ReadRates(settings, Domain.BuiltInProgramme.Value));
        });
        Assert.Equal(0.9431m, days[new DateOnly(2026, 1, 1)]["EUR"]);
        Assert.Single(days[new DateOnly(2026, 2, 1)]);
    }

    // A driver whose assembly is missing throws what a certificate that is missing throws.
    [Fact]
    public async Task A_fault_behind_the_address_is_not_told_as_the_address()
    {
        await using var app = WithService(new FileNotFoundException("Could not load file or assembly 'X'."));
        await Assert.ThrowsAsync<FileNotFoundException>(() => Listening.StartServingAsync(app));
    }

    [Fact]
    public async Task A_journal_that_is_lost_during_the_start_is_told_as_the_journal()
    {
        await using var app = WithService(new Grains.JournalUnavailableException("PostgreSQL does not answer."));
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Listening.StartServingAsync(app));
        Assert.Equal("The journal cannot be read: PostgreSQL does not answer.", refused.Message);
    }

    private static WebApplication WithService(Exception fault)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Services.AddHostedService(_ => new Failing(fault));
        return builder.Build();
    }

    private sealed class Failing(Exception fault) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromException(fault);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    // What the program does with its settings before it opens a store.
    private static Task StartAsync(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        StartFiles.ReadRates(builder.AddLoyaltyApi(), Domain.BuiltInProgramme.Value);
        return Task.CompletedTask;
    }

    private static async Task<T> WithFile<T>(string text, Func<string, Task<T>> use)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text);
            return await use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
