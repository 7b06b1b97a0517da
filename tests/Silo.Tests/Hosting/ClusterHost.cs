using Loyalty.Domain;
using Loyalty.Grains;
using Loyalty.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Silo.Tests;

/// <summary>A cluster on Orleans as the contract of all hosts looks at it: through its first silo.</summary>
internal sealed class ClusterHost : HostUnderTest
{
    private readonly int _silos;
    private readonly string _connection;
    private readonly LoyaltyStore _store;
    private InProcessCluster _cluster = null!;

    private ClusterHost(int silos, string connection, LoyaltyStore store)
    {
        (_silos, _connection, _store) = (silos, connection, store);
        Journal = new WatchedJournal(store.Journal);
        Time = new TestClock(Programme.StartOf(new DateOnly(2026, 1, 10)).AddHours(12));
    }

    public override IGrainFactory Grains => _cluster.Get<IGrainFactory>(0);

    public override WatchedJournal Journal { get; }

    public override RecordingHub Hub { get; } = new();

    public override TestClock Time { get; }

    public override RateBook Rates => _cluster.Get<RateBook>(0);

    public override IExpirySweep Sweep => _cluster.Get<IExpirySweep>(0);

    public static async Task<ClusterHost> StartAsync(int silos)
    {
        var connection = await ClusterDatabase.NewAsync();
        var host = new ClusterHost(silos, connection, await LoyaltyStore.OpenAsync("postgres", connection, TimeProvider.System));
        await host.OpenAsync();
        return host;
    }

    public override Task PassivateAllAsync() => _cluster.PassivateAsync();

    public override async Task RestartAsync()
    {
        await _cluster.StopAsync();
        await OpenAsync();
    }

    public override Task DrainAsync() => _cluster.Get<ResendFilter>(0).DrainAsync();

    public override async ValueTask DisposeAsync()
    {
        Journal.Release();
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
    }

    // Orleans needs the machine's clock; only the programme's stands.
    private async Task OpenAsync() => _cluster = await InProcessCluster.StartAsync(
        _connection,
        _silos,
        services => services.AddSingleton<IJournal>(Journal).AddSingleton<IHubPublisher>(Hub).AddSingleton(new ProgrammeClock(Programme, Time)));
}
