using Loyalty.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.Silo.Tests;

public sealed class ListeningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-listening-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_stop_before_the_start_is_done_is_told_in_one_line()
    {
        await using var app = await Program.BuildAsync(
            ["--urls=http://127.0.0.1:0", "--Loyalty:Auth:Mode=open", $"--Loyalty:Journal:ConnectionString=Data Source={_folder.FullName}/loyalty.db"],
            builder => builder.Services.AddHostedService<StopsAtOnce>());

        var refused = await Assert.ThrowsAsync<StartRefusedException>(app.StartServingAsync);

        Assert.Equal("A stop was asked for before the start was done.", refused.Message);
    }

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
