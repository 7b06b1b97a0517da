using System.Text;
using Loyalty.Contracts;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal.Tests;

/// <summary>The contract on a real SQL Server, in a database of its own for each test.</summary>
[RunsOnSqlServer]
public sealed class SqlServerJournalTests : StoreContract
{
    private SqlServerTestDatabase? _database;

    public override async Task InitializeAsync()
    {
        if (SqlServerTestDatabase.IsThere)
            _database = await SqlServerTestDatabase.CreateAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [SqlServerFact]
    public Task Pages_skip_nothing_while_two_journals_write() => PagesSkipNothing(stores: 2);

    [SqlServerFact]
    public async Task Journals_that_open_an_empty_database_at_once_all_work()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync())));
        await Task.WhenAll(all.Select((stores, n) => AppendedAsync(stores.Journal, Samples.Append(Samples.Member(n), 0, Samples.Enrolled()))));
        Assert.Equal(4, (await AllAsync(all[0].Journal)).Count);
        foreach (var stores in all)
            await stores.DisposeAsync();
    }

    protected override async Task<OpenStores> OpenAsync(int? queuedWrites = null) =>
        (await LoyaltyStore.OpenAsync("sqlserver", _database!.ConnectionString, TimeProvider.System, limits: JournalLimits.Default with
        {
            QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites,
        })).ForSuite();

    protected override Task MakeSchemaNewerAsync() => _database!.ExecuteAsync("UPDATE schema_version SET version = 99");

    protected override Task MakePersonsUnkeyedAsync() => _database!.ExecuteAsync(UnkeyPersons);

    protected override string KeyColumn => "[key]";

    protected override Task TamperAsync(string sql) => _database!.ExecuteAsync(sql);

    protected override async Task<string> JournalTextAsync()
    {
        await using var connection = new SqlConnection(_database!.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand("SELECT member, type, body, [key] FROM journal", connection);
        await using var row = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await row.ReadAsync())
            text.Append(row.GetString(0)).Append(row.GetString(1)).Append(Encoding.UTF8.GetString((byte[])row.GetValue(2))).Append(row.GetValue(3)).AppendLine();
        return text.ToString();
    }
}
