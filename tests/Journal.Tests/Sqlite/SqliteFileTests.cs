using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    private Task<LoyaltyStore> OpenAsync() => LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System);

    [Fact]
    public async Task A_second_opener_is_refused_until_the_first_has_closed()
    {
        await using (await OpenAsync())
        {
            var refused = await Assert.ThrowsAsync<JournalRefusedException>(OpenAsync);
            Assert.Contains("another process has it open", refused.Message, StringComparison.Ordinal);
        }

        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File)!);
        var content = Enumerable.Repeat("Dear diary, ", 1000).SelectMany(text => text).Select(c => (byte)c).ToArray();
        await File.WriteAllBytesAsync(_folder.File, content);

        var refused = await Assert.ThrowsAsync<JournalRefusedException>(OpenAsync);
        Assert.Contains("is no SQLite file", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(_folder.File));
    }

    [Fact]
    public async Task A_file_that_was_cut_is_refused()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 50; i++)
                await store.Journal.AppendAsync(Samples.Append(Samples.Member(i), 0, Samples.Enrolled()));
        }

        await using (var file = File.OpenWrite(_folder.File))
            file.SetLength(4096 * 2);
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(OpenAsync);
        Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    [InlineData("Host=127.0.0.1")]
    public async Task A_connection_string_without_a_file_is_refused(string connectionString)
    {
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(
            () => LoyaltyStore.OpenAsync("sqlite", connectionString, TimeProvider.System));
        Assert.Contains("Loyalty:Journal:ConnectionString", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_fails_what_does_not_fit_and_the_writer_recovers_when_there_is_space()
    {
        await using var store = await OpenAsync();
        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(Samples.Member(0), 0, Samples.Enrolled())));

        // The bound holds for this connection only; the writer makes a new one after a failure, and so finds space again.
        await store.Tables.WriteAsync([new SqlStatement("PRAGMA max_page_count = 1")]);
        var purchases = Enumerable.Range(0, 500).Select(i => Samples.Recorded($"t{i}")).ToArray();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => store.Journal.AppendAsync(Samples.Append(Samples.Member(0), 1, purchases)));
        Assert.Single(await store.Journal.ReadAllAsync(0, 1000));

        Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(Samples.Member(0), 1, purchases)));
        Assert.Equal(501, (await store.Journal.ReadAllAsync(0, 1000)).Count);
        Assert.Equal(501, await store.Journal.LastSequenceAsync());
    }

    [Fact]
    public async Task Every_check_writes_to_the_disk()
    {
        await using var store = await OpenAsync();
        var log = new FileInfo(_folder.File + "-wal");
        for (var check = 0; check < 3; check++)
        {
            log.Refresh();
            var before = log.Length;
            await store.Journal.CheckAsync(CancellationToken.None);
            log.Refresh();
            Assert.True(log.Length > before, $"Check {check} has written nothing.");
        }
    }

    [Fact]
    public async Task Damage_in_a_row_is_told_by_its_place()
    {
        await using (var store = await OpenAsync())
            await store.Journal.AppendAsync(Samples.Append(Samples.Member(7), 0, Samples.Enrolled(), Samples.Moved()));
        using (var connection = new SqliteConnection(_folder.ConnectionString + ";Pooling=false"))
        {
            connection.Open();
            using var command = new SqliteCommand("UPDATE journal SET type = 'tier-moved.9' WHERE sequence = 2", connection);
            command.ExecuteNonQuery();
        }

        await using var again = await OpenAsync();
        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(() => again.Journal.ReadAllAsync(0, 10));
        Assert.StartsWith($"Member {Samples.Member(7)}, version 2, sequence 2 (tier-moved.9) cannot be read", damaged.Message, StringComparison.Ordinal);
    }
}
