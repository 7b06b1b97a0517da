using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Loyalty.Api.Tests;

public class DayChangeServiceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_sweep_that_fails_in_whatever_way_is_told_and_ends_nothing()
    {
        var log = new FakeLogger<DayChangeService>();
        var services = api.App.Services;
        var clock = services.GetRequiredService<ProgrammeClock>();
        var lateness = new SweepLateness(clock);
        using var watch = new DayChangeService(
            new FailingSweep(), services.GetRequiredService<WatchRegistry>(), new ProgrammeBook(BuiltInProgramme.Value), new FakeProgrammes(),
            clock, TimeProvider.System, lateness, log);

        await watch.StartAsync(CancellationToken.None);
        await Eventually.IsTrue(() => log.Collector.Count > 0 || watch.ExecuteTask!.IsCompleted, "the sweep has failed");

        var told = log.Collector.GetSnapshot()[0];
        Assert.Equal((LogLevel.Error, "The sweep of 2026-11-21 failed and is put off"), (told.Level, told.Message));
        Assert.False(watch.ExecuteTask!.IsCompleted);
        await watch.StopAsync(CancellationToken.None);
        Assert.True(watch.ExecuteTask.IsCompletedSuccessfully);
    }

    private sealed class FailingSweep : IExpirySweep
    {
        public Task SweepAsync(bool everyone = false, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("The test's sweep fails.");

        public Task StepAsync(DateOnly after, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<long> BeginImportAsync() => throw new NotSupportedException();

        public Task CompleteImportAsync(long sequenceBefore, CancellationToken cancellation = default) => throw new NotSupportedException();
    }
}
