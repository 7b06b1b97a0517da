using System.Globalization;
using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Loyalty.Grains.Tests;

/// <summary>What a live member costs: the activation with its place in Orleans' tables, the account with its window, the name.</summary>
public sealed class LiveAccountMemoryTests
{
    private const int Members = 10_000;

    private const int Purchases = 50;

    // In a process of its own: silos of other tests go by and by, and the heap with them.
    [Fact]
    public async Task A_live_member_with_fifty_purchases_costs_at_most_three_thousand_one_hundred_bytes()
    {
        var said = await Tool.SucceedAsync("dotnet", typeof(LiveAccountMemoryTests).Assembly.Location, Program.LiveAccountMemory);

        Assert.True(double.TryParse(said, CultureInfo.InvariantCulture, out var each), said);
        Assert.InRange(each, 8 * Purchases, 3_100);
    }

    /// <summary>Bytes of a live member.</summary>
    internal static async Task<double> MeasureAsync()
    {
        var programme = BuiltInProgramme.Value;
        var time = new TestClock(programme.StartOf(new DateOnly(2026, 6, 1)));
        var history = new HistoryOfAnybody(programme, new DateOnly(2026, 1, 1), Purchases);
        var context = new AccountContext(
            programme, new ProgrammeClock(programme, time), new RateBook(history), history, history, history, new RecordingHub(), NullLogger.Instance);
        await using var cluster = await DeployAsync(context);
        var grains = cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        // The first ones pay for what is made once.
        await LoadAsync(grains, 0, Members / 10);

        var before = Settled();
        await LoadAsync(grains, Members / 10, Members);
        var each = (Settled() - before) / (double)(Members - (Members / 10));

        Assert.Equal(Members, cluster.Silos[0].ServiceProvider.GetRequiredService<ActiveAccounts>().Count);
        GC.KeepAlive(cluster);
        return each;
    }

    // What a finalizer frees may hold more.
    private static long Settled()
    {
        var (memory, before) = (GC.GetTotalMemory(forceFullCollection: true), long.MaxValue);
        for (var round = 0; round < 30 && memory < before - (64 * 1024); round++)
        {
            GC.WaitForPendingFinalizers();
            (memory, before) = (GC.GetTotalMemory(forceFullCollection: true), memory);
        }

        return memory;
    }

    private static async Task<InProcessTestCluster> DeployAsync(AccountContext context)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.Services.AddLogging(logging => logging.ClearProviders()).AddSingleton(context).AddSingleton<ActiveAccounts>());
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static async Task LoadAsync(IGrainFactory grains, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var status = await grains.LoyaltyAccount(MemberId.Of($"M{i:D11}")).GetStatus(new StatusQuery());
            Assert.Equal(Purchases * 10.25m, status.Value!.Spend.CurrentPeriod);
        }
    }

    /// <summary>Stores that hold the same history for whoever is asked for, and keep nothing.</summary>
    private sealed class HistoryOfAnybody(Programme programme, DateOnly from, int purchases) : IJournal, ISnapshotStore, IPersonStore, IRateStore
    {
        public Task<IReadOnlyList<RecordedEvent>> ReadAccountAsync(MemberId member, long afterVersion, int limit)
        {
            var events = new List<RecordedEvent>();
            var account = new LoyaltyAccount(member);
            Add(AccountDecisions.Enrol("app", from));
            for (var i = 0; i < purchases; i++)
            {
                var purchase = new Purchase(
                    new TransactionId($"{member}-{i}"), PurchaseType.Flight, Money.From(10.25m, programme.Currency).Value, from.AddDays(i));
                Add(AccountDecisions.Record(account, purchase, from.AddDays(i), programme, ExchangeRates.None).Value.Change);
            }

            return Task.FromResult<IReadOnlyList<RecordedEvent>>([.. events.Where(recorded => recorded.Version > afterVersion)]);

            void Add(AccountEvent change)
            {
                var at = programme.StartOf(change.Date);
                account.Apply(change, at);
                events.Add(new RecordedEvent(account.Version, member, account.Version, at, change));
            }
        }

        public Task<Person?> FindAsync(MemberId member) => Task.FromResult<Person?>(new Person(member, new Profile("Ada", "Lovelace"), null));

        public Task<AccountSnapshot?> LoadAsync(MemberId member) => Task.FromResult<AccountSnapshot?>(null);

        Task<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>> IRateStore.LoadAsync() =>
            Task.FromResult<IReadOnlyList<(DateOnly Date, string Currency, decimal Rate)>>([]);

        public Task<AppendOutcome> AppendAsync(JournalAppend append) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedEvent>> ReadAllAsync(long afterSequence, int limit) => throw new NotSupportedException();

        public Task<IReadOnlyList<RecordedEvent>> FindAsync(IReadOnlyList<CommandKey> keys) => throw new NotSupportedException();

        public Task<IReadOnlyList<MemberId>> ReadMembersAsync(MemberId? after, int limit) => throw new NotSupportedException();

        public Task<DuePage> ReadDueAsync(DueQuery query) => throw new NotSupportedException();

        public Task<long> LastSequenceAsync() => throw new NotSupportedException();

        public Task CheckAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task SaveAsync(AccountSnapshot snapshot) => throw new NotSupportedException();

        public Task SaveAsync(Person person) => throw new NotSupportedException();

        public Task SaveConsentAsync(MemberId member, Consent consent) => throw new NotSupportedException();

        public Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit) => throw new NotSupportedException();

        public Task SaveAsync(DateOnly date, IReadOnlyDictionary<string, decimal> rates) => throw new NotSupportedException();
    }
}
