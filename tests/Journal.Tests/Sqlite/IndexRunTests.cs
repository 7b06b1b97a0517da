using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

/// <summary>Rows on their way from the tail in memory to the stored indexes.</summary>
public sealed class IndexRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    private Task<LoyaltyStore> OpenAsync(int runRows, int chunkRows = 3) => LoyaltyStore.OpenAsync(
        "sqlite", _folder.ConnectionString, TimeProvider.System,
        limits: JournalLimits.Default with { IndexRunRows = runRows, IndexChunkRows = chunkRows });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public async Task Every_look_up_agrees_with_the_journal_at_every_boundary(int runRows)
    {
        await using var store = await OpenAsync(runRows);
        var expected = new List<RecordedEvent>();
        for (var i = 0; i < 70; i++)
        {
            var member = Samples.Member(i % 3);
            var version = expected.Count(e => e.Member == member);
            var change = version == 0 ? (AccountEvent)Samples.Enrolled($"k{i}") : Samples.Recorded($"t{i}", due: Samples.Day.AddDays(i % 5));
            Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(member, version, change)));
            expected.Add(new RecordedEvent(i + 1, member, version + 1, Samples.At, change));

            Assert.Equal(expected.Where(e => e.Member == member), await store.Journal.ReadAccountAsync(member, 0, 100));
            Assert.Equal(expected.Where(e => e.Member == member).Skip(2).Take(3), await store.Journal.ReadAccountAsync(member, 2, 3));
            Assert.Equal(expected[^1], Assert.Single(await store.Journal.FindAsync([CommandKey.Of(change)!.Value])));
            Assert.Equal(AppendOutcome.KeyTaken, await store.Journal.AppendAsync(Samples.Append(member, version + 1, expected[i / 2].Event)));
            Assert.Equal(AppendOutcome.VersionConflict, await store.Journal.AppendAsync(Samples.Append(member, version, change)));
            var due = await store.Journal.ReadDueAsync(new DueQuery(DateOnly.MinValue, DateOnly.MaxValue, 0, null, 100));
            Assert.Equal(
                expected.Where(e => e.Event.Due is not null).OrderBy(e => e.Event.Due).ThenBy(e => e.Sequence).Select(e => e.Member).Distinct(),
                due.Members);
        }
    }

    [Fact]
    public async Task Runs_are_written_when_nothing_else_is_to_do_and_cover_every_row()
    {
        await using (var store = await OpenAsync(runRows: 10))
        {
            for (var i = 0; i < 57; i++)
                await store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled($"k{i}")));
            await Eventually.IsTrue(() => Scalar("SELECT through FROM journal_index") == 50, "the runs to be indexed");
        }

        Assert.Equal(50, Scalar("SELECT count(*) FROM member_index m JOIN journal j USING (sequence) WHERE m.member = j.member AND m.version = j.version"));
        Assert.Equal(50, Scalar("SELECT count(*) FROM key_index k JOIN journal j USING (sequence) WHERE k.key = j.key"));
        Assert.Equal(0, Scalar("SELECT count(*) FROM due_index"));
    }

    [Fact]
    public async Task A_run_that_was_broken_off_begins_again()
    {
        await using (var store = await OpenAsync(runRows: 1000))
        {
            for (var i = 0; i < 30; i++)
                await store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled($"k{i}")));
        }

        // As a crash between two pieces of a run leaves it.
        Execute("INSERT INTO member_index SELECT member, version, sequence FROM journal WHERE sequence < 7");
        Execute("INSERT INTO key_index SELECT key, sequence FROM journal WHERE sequence = 3");
        await using var again = await OpenAsync(runRows: 10);
        Assert.Equal(AppendOutcome.KeyTaken, await again.Journal.AppendAsync(Samples.Append(Samples.Member(99), 0, Samples.Enrolled("k2"))));
        await Eventually.IsTrue(() => Scalar("SELECT through FROM journal_index") == 30, "the runs to be indexed");
        Assert.Equal(30, Scalar("SELECT count(*) FROM member_index"));
        Assert.Equal(30, Scalar("SELECT count(*) FROM key_index"));
    }

    [Fact]
    public async Task Readers_miss_nothing_while_rows_move()
    {
        await using var store = await OpenAsync(runRows: 5, chunkRows: 2);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 400; i++)
                await store.Journal.AppendAsync(i < 4 ? Samples.Append(Samples.Member(i), 0, Samples.Enrolled()) : Samples.Purchase(Samples.Member(i % 4), i / 4));
        });
        var read = 0;
        while (!writing.IsCompleted || read < 4)
        {
            var member = Samples.Member(read++ % 4);
            var before = await store.Journal.LastSequenceAsync();
            var account = await store.Journal.ReadAccountAsync(member, 0, 1000);
            Assert.Equal(Enumerable.Range(1, account.Count).Select(version => (long)version), account.Select(e => e.Version));
            var there = (await store.Journal.ReadAllAsync(0, 1000)).Where(e => e.Sequence <= before && e.Member == member).ToList();
            Assert.Equal(there, account.Take(there.Count));
            var keys = there.Select(e => CommandKey.Of(e.Event)).OfType<CommandKey>().ToList();
            Assert.Equal(keys.Count, (await store.Journal.FindAsync(keys)).Count);
        }

        await writing;
    }

    [Fact]
    public async Task A_tail_that_grows_faster_than_its_index_makes_appends_wait()
    {
        await using var store = await LoyaltyStore.OpenAsync(
            "sqlite", _folder.ConnectionString, TimeProvider.System,
            limits: JournalLimits.Default with { IndexRunRows = 4, IndexChunkRows = 1, IndexRunsWaiting = 2, BatchRows = 64 });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(
            () => store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled($"k{i}"))))));
        Assert.All(outcomes, outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        Assert.True(Scalar("SELECT through FROM journal_index") >= 1000 - 64 - (4 * 3));
    }

    private long Scalar(string sql)
    {
        using var connection = new SqliteConnection(_folder.ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(_folder.ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
