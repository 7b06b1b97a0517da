using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Journal;

namespace Loyalty.Grains.Tests;

/// <summary>The in-process runtime over a SQLite file of its own.</summary>
internal sealed class SingleNodeHost : HostUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-host-").FullName;
    private readonly SingleNodeOptions _options;
    private LoyaltyStore _store = null!;
    private SingleNodeGrains _grains = null!;
    private ExpirySweep _sweep = null!;
    private RateBook _rates = null!;
    private WatchedJournal _journal = null!;

    private SingleNodeHost(Programme programme, SingleNodeOptions options)
    {
        Programme = programme;
        _options = options;
        Time = new TestClock(programme.StartOf(new DateOnly(2026, 1, 10)).AddHours(12));
    }

    public override Programme Programme { get; }

    public override IGrains Grains => _grains;

    public SingleNodeGrains Runtime => _grains;

    public LoyaltyStore Store => _store;

    public override WatchedJournal Journal => _journal;

    public override RecordingFeed Feed { get; } = new();

    public override TestClock Time { get; }

    public override RateBook Rates => _rates;

    public override ExpirySweep Sweep => _sweep;

    public static async Task<SingleNodeHost> StartAsync(Programme? programme = null, SingleNodeOptions? options = null)
    {
        var host = new SingleNodeHost(programme ?? BuiltInProgramme.Value, options ?? new SingleNodeOptions());
        await host.OpenAsync();
        return host;
    }

    public override async Task PassivateAllAsync()
    {
        for (var round = 0; round <= SingleNodeOptions.RoundsToIdle; round++)
            await _grains.PassivateAsync();
        Assert.Equal(0, _grains.LiveCount);
    }

    public override Task DrainAsync() => _grains.DrainAsync();

    public override async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task OpenAsync()
    {
        _store = await LoyaltyStore.OpenAsync("sqlite", $"Data Source={Path.Combine(_folder, "loyalty.db")}", TimeProvider.System);
        _journal = new WatchedJournal(_store.Journal);
        _rates = new RateBook(_store.Rates);
        await _rates.LoadAsync();
        var clock = new ProgrammeClock(Programme, Time);
        _grains = new SingleNodeGrains(
            new AccountContext(Programme, clock, _rates, _journal, _store.Snapshots, _store.Persons, Feed), _options, TimeProvider.System);
        _sweep = new ExpirySweep(_journal, _store.Facts, _grains, clock);
    }

    private async Task CloseAsync()
    {
        await _grains.DrainAsync();
        await _grains.DisposeAsync();
        await _store.DisposeAsync();
        _sweep.Dispose();
        _rates.Dispose();
    }
}
