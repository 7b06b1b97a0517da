using Loyalty.Contracts;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

public class SqliteJournalTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Rows of an index run.</summary>
    protected virtual int IndexRunRows => JournalLimits.Default.IndexRunRows;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync()
    {
        _folder.Delete();
        return Task.CompletedTask;
    }

    protected override async Task<OpenStores> OpenAsync(int? queuedWrites = null) =>
        (await LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System, limits: JournalLimits.Default with
        {
            QueuedWrites = queuedWrites ?? JournalLimits.Default.QueuedWrites,
            IndexRunRows = IndexRunRows,
            IndexChunkRows = Math.Min(IndexRunRows, JournalLimits.Default.IndexChunkRows),
        })).ForSuite();

    protected override Task MakeSchemaNewerAsync() => ExecuteAsync("UPDATE schema_version SET version = 99");

    protected override Task MakePersonsUnkeyedAsync() => ExecuteAsync(UnkeyPersons);

    protected override Task TamperAsync(string sql) => ExecuteAsync(sql);

    protected override Task<string> JournalTextAsync()
    {
        using var connection = Connect();
        using var command = new SqliteCommand(
            "SELECT group_concat(member || type || CAST(body AS TEXT) || coalesce(key, ''), char(10)) FROM journal", connection);
        return Task.FromResult((string)command.ExecuteScalar()!);
    }

    private Task ExecuteAsync(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_folder.ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}

/// <summary>The same with runs so short that every test crosses many of their boundaries.</summary>
public class SqliteJournalWithShortIndexRunsTests : SqliteJournalTests
{
    protected override int IndexRunRows => 7;
}
