using System.Text.Json;
using Loyalty.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Silo.Tests;

public sealed class OperatorMetricsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-operator-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_an_operator_is_warned_by_is_served()
    {
        var stamp = Path.Combine(_folder.FullName, "completed");
        await using var app = await Program.BuildAsync(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", $"--Loyalty:Backup:Stamp={stamp}",
            $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}",
        ]);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var build = app.Services.GetRequiredService<BuildVersion>();

        await AssertLineAsync("loyalty_backup_completed_timestamp_seconds 0");
        await File.WriteAllTextAsync(stamp, "1795910400\n");
        await AssertLineAsync("loyalty_backup_completed_timestamp_seconds 1795910400");
        await AssertLineAsync("loyalty_cluster_silos 1");
        await AssertLineAsync("loyalty_population_behind 0");
        var info = Assert.Single(await ReadAsync(), line => line.StartsWith("loyalty_build_info{", StringComparison.Ordinal));
        Assert.Contains($"version=\"{build.Version}\"", info);
        Assert.Contains($"commit=\"{build.Commit}\"", info);
        await Eventually.IsTrue(async () => (await ReadAsync()).Contains("loyalty_sweep_behind_seconds 0"), "the day's sweep is done");
        var health = JsonDocument.Parse(await http.GetStringAsync("/health/ready")).RootElement;
        Assert.Equal((build.Version, build.Commit), (health.GetProperty("version").GetString(), health.GetProperty("commit").GetString()));

        async Task<string[]> ReadAsync() => (await http.GetStringAsync("/metrics")).Split('\n');

        async Task AssertLineAsync(string line) => Assert.Contains(line, await ReadAsync());
    }
}
