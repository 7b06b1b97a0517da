using System.Net;
using System.Net.Http.Headers;
using Loyalty.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Silo.Tests;

public sealed class DashboardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-dashboard-");

    private string Journal => $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task In_development_it_is_there_under_headers_that_let_its_page_work()
    {
        await using var app = await StartAsync("--environment=Development");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var page = await http.GetAsync("/dashboard/");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Orleans Dashboard", await page.Content.ReadAsStringAsync());
        Assert.Equal(DashboardPage.Policy, Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/dashboard/DashboardCounters")).StatusCode);
        Assert.Contains("orleans_", await http.GetStringAsync("/metrics"));
    }

    [Fact]
    public async Task With_keys_it_is_for_admins_alone()
    {
        var (admin, till) = (await MakeKeyAsync("admin"), await MakeKeyAsync("pos"));
        await using var app = await StartAsync("--environment=Production", "--Loyalty:Auth:Mode=keys");
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(null));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(till));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(admin));

        async Task<HttpStatusCode> GetAsync(string? key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/DashboardCounters");
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            return (await http.SendAsync(request)).StatusCode;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1, "--Loyalty:Dashboard:Profiler=true")]
    public async Task Its_profiler_is_on_the_calls_way_by_a_setting_alone(int filters, params string[] settings)
    {
        await using var app = await StartAsync(["--environment=Development", .. settings]);

        Assert.Equal(filters, app.Services.GetServices<IIncomingGrainCallFilter>().Count(filter => filter.GetType().Namespace!.StartsWith("Orleans.Dashboard", StringComparison.Ordinal)));
    }

    private async Task<string> MakeKeyAsync(string scope)
    {
        var output = new StringWriter();
        Assert.Equal(0, await KeysCommand.RunAsync(["create", "--name", scope, "--scopes", scope, Journal], output));
        return output.ToString().Trim();
    }

    private async Task<WebApplication> StartAsync(params string[] args)
    {
        var app = await Program.BuildAsync([.. args, "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", Journal]);
        await app.StartAsync();
        return app;
    }
}
