using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Loyalty.Grains.Tests;

/// <summary>Orleans with one silo or some in this process, over one SQLite file of its own. No HTTP, no hub.</summary>
internal sealed class SiloHost : HostUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loyalty-host-").FullName;
    private readonly int _silos;
    private LoyaltyStore _store = null!;
    private InProcessTestCluster _cluster = null!;
    private RateBook _rates = null!;
    private WatchedJournal _journal = null!;

    private SiloHost(Programme programme, int silos)
    {
        Programme = programme;
        _silos = silos;
        Time = new TestClock(programme.StartOf(new DateOnly(2026, 1, 10)).AddHours(12));
    }

    public override Programme Programme { get; }

    private string File => Path.Combine(_folder, "loyalty.db");

    public override IGrainFactory Grains => Get<IGrainFactory>();

    public LoyaltyStore Store => _store;

    public AccountContext Context { get; private set; } = null!;

    public override WatchedJournal Journal => _journal;

    public override RecordingHub Hub { get; } = new();

    public override TestClock Time { get; }

    /// <summary>How long a call may take, from the next start on.</summary>
    public TimeSpan? ResponseTimeout { get; set; }

    /// <summary>In place of the store's own, from the next start on.</summary>
    public ISnapshotStore? Snapshots { get; set; }

    public FakeLogger<AccountContext> Log { get; } = new();

    public FakeLogger<ExpirySweep> SweepLog { get; } = new();

    public override RateBook Rates => _rates;

    public override IExpirySweep Sweep => Get<ExpirySweep>();

    /// <summary>Accounts in memory, in all silos.</summary>
    public int LiveCount => _cluster.Silos.Sum(silo => silo.ServiceProvider.GetRequiredService<ActiveAccounts>().Count);

    public static async Task<SiloHost> StartAsync(Programme? programme = null, int silos = 1)
    {
        var host = new SiloHost(programme ?? BuiltInProgramme.Value, silos);
        await host.OpenAsync();
        return host;
    }

    /// <summary>A service of the first silo.</summary>
    public T Get<T>()
        where T : notnull => _cluster.Silos[0].ServiceProvider.GetRequiredService<T>();

    public override async Task PassivateAllAsync()
    {
        await Eventually.IsTrue(
            async () =>
            {
                await CollectAsync();
                return LiveCount == 0;
            },
            "no account is live");
    }

    /// <summary>Lets go what is idle, once.</summary>
    public Task CollectAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

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

    public override Task DrainAsync() => Get<ResendFilter>().DrainAsync();

    public override async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Journal.Release();
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
        Context = new AccountContext(Programme, clock, _rates, _journal, Snapshots ?? _store.Snapshots, _store.Persons, Hub, Log) { PersonChanges = _store.PersonChanges, Erasure = _store.Erasure };
        var builder = new InProcessTestClusterBuilder((short)_silos);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo, clock));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    private void Configure(ISiloBuilder silo, ProgrammeClock clock)
    {
        silo.UseInMemoryReminderService();
        silo.Configure<SiloMessagingOptions>(options =>
        {
            options.MaxEnqueuedRequestsHardLimit = 1024;
            options.ResponseTimeout = ResponseTimeout ?? options.ResponseTimeout;
        });
        silo.Services.AddLogging(logging => logging.ClearProviders());
        silo.Services.AddSingleton(Context).AddSingleton(clock).AddSingleton<IJournal>(_journal).AddSingleton(_store.Facts);
        silo.Services.AddSingleton<ActiveAccounts>();
        silo.Services.AddSingleton<ResendFilter>().AddSingleton<IOutgoingGrainCallFilter>(s => s.GetRequiredService<ResendFilter>());
        silo.Services.AddSingleton<ILogger<ExpirySweep>>(SweepLog).AddSingleton<ExpirySweep>().AddSingleton(new SweepShares(_silos));
        silo.Services.AddKeyedSingleton<IGrainStorage>(SweepState.Storage, (_, _) => new FactsGrainStorage(_store.Facts));
    }

    private async Task CloseAsync()
    {
        await DrainAsync();
        await _cluster.DisposeAsync();
        await _store.DisposeAsync();
        _rates.Dispose();
    }
}
