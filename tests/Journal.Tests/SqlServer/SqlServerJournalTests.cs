using System.Text;
using Loyalty.Contracts;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal.Tests;

/// <summary>The contract on a real SQL Server, in a database of its own for each test.</summary>
[RunsOnSqlServer]
public sealed class SqlServerJournalTests : StoreContract
{
    private readonly string _database = $"loyalty_test_{Guid.NewGuid():N}";
    private string _connectionString = "";

    public override async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("LOYALTY_SQLSERVER") is not { Length: > 0 } server)
            return;
        SqlServerCultures.Need();
        await ExecuteAsync(server, $"CREATE DATABASE {_database}");
        await ExecuteAsync(server, $"ALTER DATABASE {_database} SET READ_COMMITTED_SNAPSHOT ON");
        _connectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = _database, MaxPoolSize = 4 }.ConnectionString;
    }

    public override async Task DisposeAsync()
    {
        if (_connectionString.Length == 0)
            return;
        await ExecuteAsync(
            Environment.GetEnvironmentVariable("LOYALTY_SQLSERVER")!,
            $"ALTER DATABASE {_database} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_database}");
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
        (await LoyaltyStore.OpenAsync("sqlserver", _connectionString, TimeProvider.System, limits: JournalLimits.Default with
        {
            QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites,
        })).ForSuite();

    protected override Task MakeSchemaNewerAsync() => ExecuteAsync(_connectionString, "UPDATE schema_version SET version = 99");

    protected override Task MakePersonsUnkeyedAsync() => ExecuteAsync(_connectionString, UnkeyPersons);

    protected override string KeyColumn => "[key]";

    protected override Task TamperAsync(string sql) => ExecuteAsync(_connectionString, sql);

    protected override async Task<string> JournalTextAsync()
    {
        await using var connection = new SqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand("SELECT member, type, body, [key] FROM journal", connection);
        await using var row = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        while (await row.ReadAsync())
            text.Append(row.GetString(0)).Append(row.GetString(1)).Append(Encoding.UTF8.GetString((byte[])row.GetValue(2))).Append(row.GetValue(3)).AppendLine();
        return text.ToString();
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new SqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Tests only.
        await using var command = new SqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
