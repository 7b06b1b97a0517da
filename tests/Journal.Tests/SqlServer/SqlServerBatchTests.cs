using System.Buffers.Binary;
using Loyalty.Contracts;
using Microsoft.Data.SqlClient;

namespace Loyalty.Journal.Tests;

/// <summary>What leaves for the server, as the driver sends it.</summary>
public sealed class SqlServerBatchTests
{
    private static readonly SqlStatement Fact = new("UPDATE engine_facts SET value = @value WHERE name = @name", ("@value", "v"), ("@name", "n"));

    [Fact]
    public async Task Rows_are_sent_each_with_its_own_body_to_the_byte()
    {
        await using var server = new TdsStub();
        using var connection = server.Open();
        var append = new PendingAppend(Samples.Append(
            Samples.Member(1), 0, Samples.Enrolled("key-1"), Samples.Upgrading("a-long-transaction"), Samples.Recorded("t"), Samples.Moved()));
        SqlServerBatch.Run(connection, [append], [], new VersionCache());

        var sent = Assert.Single(server.Calls);
        Assert.InRange(TdsStub.IndexOf(sent, "journal_rows"), 0, sent.Length);
        Assert.InRange(TdsStub.IndexOf(sent, "sp_getapplock"), 0, sent.Length);
        Assert.All(append.Events, stored => Assert.InRange(sent.AsSpan().IndexOf(Whole(stored.Body)), 0, sent.Length));
        Assert.True(append.Events[3].Body.Length < append.Events[1].Body.Length);
    }

    [Fact]
    public async Task A_statement_behind_one_that_failed_is_not_run_outside_the_transaction()
    {
        await using var server = new TdsStub();
        using var connection = server.Open();
        server.Errors = [null, null];
        SqlServerBatch.Run(connection, [], [Fact, Fact], new VersionCache());

        var statements = server.Calls[^1];
        var guard = TdsStub.IndexOf(statements, SqlServerBatch.InTransaction + TransactSqlText.Of(Fact.Text));
        Assert.InRange(guard, 0, statements.Length);
        Assert.InRange(TdsStub.IndexOf(statements[(guard + 1)..], SqlServerBatch.InTransaction + TransactSqlText.Of(Fact.Text)), 0, statements.Length);
        Assert.Contains(SqlServerBatch.NotRun.ToString(System.Globalization.CultureInfo.InvariantCulture), SqlServerBatch.InTransaction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2628, SqlServerBatch.NotRun)]
    [InlineData(SqlServerBatch.NotRun, 2628)]
    public async Task What_failed_is_told_and_not_what_was_left_out_behind_it(int first, int second)
    {
        await using var server = new TdsStub();
        using var connection = server.Open();
        server.Errors = [first, second];
        var fault = Assert.Throws<SqlException>(() => SqlServerBatch.Run(connection, [], [Fact, Fact], new VersionCache()));
        Assert.True(SqlServerErrors.IsFinal(fault));
    }

    // A value of unknown bounds is sent in chunks, each with its length before it; a chunk of none ends it.
    private static byte[] Whole(byte[] body)
    {
        var chunk = new byte[sizeof(int) + body.Length + sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(chunk, body.Length);
        body.CopyTo(chunk.AsSpan(sizeof(int)));
        return chunk;
    }
}
