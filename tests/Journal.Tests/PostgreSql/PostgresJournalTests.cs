using Loyalty.Contracts;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Journal.Tests;

[RunsOnPostgres]
public sealed class PostgresJournalTests : StoreContract
{
    private string _connectionString = "";

    public override async Task InitializeAsync() =>
        _connectionString = await (await PostgresServer.SharedAsync()).NewDatabaseAsync() + ";Maximum Pool Size=4";

    public override Task DisposeAsync() => Task.CompletedTask;

    [PostgresFact]
    public Task Pages_skip_nothing_while_two_journals_write() => PagesSkipNothing(stores: 2);

    [PostgresFact]
    public async Task Two_journals_that_open_an_empty_database_at_once_both_work()
    {
        for (var i = 0; i < 5; i++)
        {
            await InitializeAsync();
            var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync())));
            await Task.WhenAll(both.Select((stores, n) => AppendedAsync(stores.Journal, Samples.Append(Samples.Member(n), 0, Samples.Enrolled()))));
            Assert.Equal(4, (await AllAsync(both[0].Journal)).Count);
            foreach (var stores in both)
                await stores.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Two_processes_write_one_trail()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            var entry = new TrailEntry(new TrailSource("key", "k", null), TrailActions.RatesPut, Subject: $"{i}");
            for (var tries = 0; ; tries++)
            {
                try
                {
                    await (i % 2 == 0 ? first : second).Trail.AddAsync(entry, Samples.At);
                    return;
                }
                catch (EngineBusyException) when (tries < 100)
                {
                    // The other was faster ten times in a row.
                }
            }
        })));

        var verdict = await new TrailCheck(first.TrailStore).CheckAllAsync();
        Assert.Null(verdict.Break);
        Assert.Equal(40, verdict.Records);
    }

    protected override async Task<OpenStores> OpenAsync(int? queuedWrites = null) =>
        (await LoyaltyStore.OpenAsync("postgres", _connectionString, TimeProvider.System, limits: JournalLimits.Default with
        {
            QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites,
        })).ForSuite();

    protected override Task MakeSchemaNewerAsync() => ScalarAsync("UPDATE schema_version SET version = 99");

    protected override Task MakePersonsUnkeyedAsync() => ScalarAsync(UnkeyPersons);

    protected override Task TamperAsync(string sql) => ScalarAsync(sql);

    protected override async Task<string> JournalTextAsync() => (string)(await ScalarAsync(
        "SELECT string_agg(member || type || convert_from(body, 'UTF8') || coalesce(key, ''), chr(10)) FROM journal"))!;

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
