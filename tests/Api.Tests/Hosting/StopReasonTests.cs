using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.Api.Tests;

/// <summary>A program that ends without being asked says so to whatever started it.</summary>
public sealed class StopReasonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-stop-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_background_service_that_dies_ends_the_host_with_a_failure() =>
        Assert.Equal(StopReason.FailureExitCode, await RunAsync(services => services.AddHostedService<Dies>()));

    [Fact]
    public async Task So_does_anything_else_that_stops_it() =>
        Assert.Equal(StopReason.FailureExitCode, await RunAsync(services => services.AddHostedService<Stops>()));

    [Fact]
    public async Task A_stop_that_is_asked_for_is_none()
    {
        await using var engine = await EngineProcess.StartAsync();
        Assert.Equal(0, await engine.StopAsync());
    }

    private Task<int> RunAsync(Action<IServiceCollection> add) => Program.RunAsync(
        ["--environment=Development", "--urls=http://127.0.0.1:0", $"--Loyalty:Journal:ConnectionString=Data Source={Path.Combine(_folder.FullName, "loyalty.db")}"],
        builder =>
        {
            builder.Logging.ClearProviders();
            add(builder.Services);
        }).WaitAsync(Eventually.Deadline);

    private sealed class Dies(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("The test's service dies.");
        }
    }

    private sealed class Stops(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            lifetime.ApplicationStarted.Register(lifetime.StopApplication);
            return Task.CompletedTask;
        }
    }
}
