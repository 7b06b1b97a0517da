using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Journal;
using Microsoft.Data.Sqlite;

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

    private string File => Path.Combine(_folder, "loyalty.db");

    public override IGrains Grains => _grains;

    public SingleNodeGrains Runtime => _grains;

    public LoyaltyStore Store => _store;

    public AccountContext Context { get; private set; } = null!;

    public override WatchedJournal Journal => _journal;

    public override RecordingFeed Feed { get; } = new();

    public override TestClock Time { get; }

    /// <summary>In place of the store's own, from the next start on.</summary>
    public ISnapshotStore? Snapshots { get; set; }

    public RecordingLog<SingleNodeGrains> Log { get; } = new();

    public RecordingLog<ExpirySweep> SweepLog { get; } = new();

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

    /// <summary>Changes the file behind the engine's back, as a bad disk or a bad hand would.</summary>
    public void Damage(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Tests only.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (command.ExecuteNonQuery() == 0)
            throw new InvalidOperationException("Nothing was damaged.");
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
        _store = await LoyaltyStore.OpenAsync("sqlite", $"Data Source={File}", TimeProvider.System);
        _journal = new WatchedJournal(_store.Journal);
        _rates = new RateBook(_store.Rates);
        await _rates.LoadAsync();
        var clock = new ProgrammeClock(Programme, Time);
        Context = new AccountContext(Programme, clock, _rates, _journal, Snapshots ?? _store.Snapshots, _store.Persons, Feed, Log);
        _grains = new SingleNodeGrains(Context, _options, TimeProvider.System);
        _sweep = new ExpirySweep(_journal, _store.Facts, _grains, clock, SweepLog);
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
