using Loyalty.Contracts;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

/// <summary>Connections and servers that go while appends are on their way.</summary>
public sealed class PostgresChaosTests
{
    private const int Producers = 32;
    private const int Cuts = 12;

    private const string CutAll =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    [PostgresFact]
    public async Task An_append_whose_connection_is_cut_is_there_once()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.NewDatabaseAsync();
        var name = database[(database.LastIndexOf('=') + 1)..];
        await using var one = await OpenAsync(database);
        await using var two = await OpenAsync(database);
        await AppendThroughAsync([one, two], cut: () => server.ExecuteAsync(name, CutAll));
    }

    [PostgresFact]
    public async Task An_append_whose_server_is_killed_is_there_once()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        await using var one = await OpenAsync(database);
        await using var two = await OpenAsync(database);
        await AppendThroughAsync([one, two], cuts: 3, cut: async () =>
        {
            server.Kill();
            await server.StartAgainAsync();
        });
    }

    [PostgresFact]
    public async Task While_the_server_is_away_all_is_unavailable_and_then_goes_on()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await OpenAsync(await server.NewDatabaseAsync(), TimeSpan.Zero);
        var member = Samples.Member(1);
        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(member, 0, Samples.Enrolled())));

        server.Kill();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Journal.AppendAsync(Samples.Purchase(member, 1)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Journal.AppendAsync(Samples.Purchase(member, 1)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Journal.ReadAccountAsync(member, 0, 10));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Facts.WriteAsync("a", "b"));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Facts.ReadAsync("a"));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Journal.CheckAsync(CancellationToken.None));

        await server.StartAgainAsync();
        await store.Journal.CheckAsync(CancellationToken.None);
        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Purchase(member, 1)));
        Assert.Equal(2, (await store.Journal.ReadAccountAsync(member, 0, 10)).Count);
    }

    [PostgresFact]
    public async Task A_server_that_has_less_than_the_one_before_gets_no_gap()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.NewDatabaseAsync();
        var name = database[(database.LastIndexOf('=') + 1)..];
        await using var store = await OpenAsync(database);
        var member = Samples.Member(1);
        foreach (var append in (JournalAppend[])[Samples.Append(member, 0, Samples.Enrolled()), Samples.Purchase(member, 1), Samples.Purchase(member, 2)])
            Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(append));

        // What a replica looks like that takes over without the last commit.
        await server.ExecuteAsync(name, "DELETE FROM journal WHERE version = 3");
        await server.ExecuteAsync(name, CutAll);

        Assert.Equal(AppendOutcome.VersionConflict, await store.Journal.AppendAsync(Samples.Purchase(member, 3)));
        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Purchase(member, 2)));
    }

    private static Task<LoyaltyStore> OpenAsync(string database, TimeSpan? outage = null) => LoyaltyStore.OpenAsync(
        "postgres", database + ";Maximum Pool Size=4", TimeProvider.System,
        limits: JournalLimits.Default with { Outage = outage ?? TimeSpan.FromSeconds(60) });

    /// <summary>Producers append through all cuts; every append must be answered as appended, and be there once.</summary>
    private static async Task AppendThroughAsync(LoyaltyStore[] stores, Func<Task> cut, int cuts = Cuts)
    {
        var (answered, stop) = (0L, false);
        var producing = Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            var (journal, member) = (stores[producer % stores.Length].Journal, Samples.Member(producer));
            for (var version = 0L; !Volatile.Read(ref stop); version++)
            {
                var append = version == 0 ? Samples.Append(member, 0, Samples.Enrolled()) : Samples.Purchase(member, version);
                Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(append));
                Interlocked.Increment(ref answered);
            }
        })).ToList();

        for (var i = 0; i < cuts; i++)
        {
            var before = Interlocked.Read(ref answered);
            await Eventually.IsTrue(() => Interlocked.Read(ref answered) > before + 500 || producing.Exists(p => p.IsFaulted), "appends to go on");
            await cut();
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(producing);
        var all = new List<RecordedEvent>();
        while (await stores[0].Journal.ReadAllAsync(all.Count == 0 ? 0 : all[^1].Sequence, 5000) is { Count: > 0 } page)
            all.AddRange(page);
        Assert.Equal(answered, all.Count);
        foreach (var account in all.GroupBy(e => e.Member))
            Assert.Equal(Enumerable.Range(1, account.Count()).Select(version => (long)version), account.Select(e => e.Version));
    }
}
