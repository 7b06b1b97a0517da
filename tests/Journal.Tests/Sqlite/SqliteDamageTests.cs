using Loyalty.Contracts;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

/// <summary>Nothing that was answered goes without a word, whatever byte of the file or of its log is another.</summary>
public sealed class SqliteDamageTests : IDisposable
{
    private const int Rounds = 120;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task Damage_anywhere_in_the_log_is_refused_where_it_hides_what_was_answered()
    {
        var copy = await SqliteLedgerCopy.MakeAsync(members: 12, purchases: 120, killed: true);
        var random = new Random(16);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var place = random.Next(copy.LengthOf("-wal") - 4);
            copy.LayOut(_folder.File, "-wal", log => Altered(log, place, 4));
            refused += await RefusedOrWholeAsync(copy, $"4 bytes of the log at {place}") ? 1 : 0;
        }

        Assert.True(refused > Rounds / 2, $"Only {refused} of {Rounds} were refused: the damage was not where it should be.");
    }

    [Fact]
    public async Task A_log_that_is_gone_or_cut_is_refused_and_left_as_it_is()
    {
        var copy = await SqliteLedgerCopy.MakeAsync(members: 3, purchases: 30, killed: true);
        foreach (var length in new[] { -1, 0, 16, 4152, copy.LengthOf("-wal") / 2, copy.LengthOf("-wal") - 1 })
        {
            copy.LayOut(_folder.File, "-wal", log => length < 0 ? null : log[..length]);
            Assert.True(await RefusedOrWholeAsync(copy, $"a log of {length} bytes"), $"A log of {length} bytes was taken.");
            Assert.Equal(Math.Max(length, 0), File.Exists(_folder.File + "-wal") ? new FileInfo(_folder.File + "-wal").Length : 0);
            Assert.True(await RefusedOrWholeAsync(copy, "the second start"), "The second start was not refused.");
        }
    }

    [Fact]
    public async Task A_torn_end_where_nothing_answered_is_missing_starts()
    {
        var copy = await SqliteLedgerCopy.MakeAsync(members: 3, purchases: 30, killed: true);
        // Another transaction was on its way to the disk: frames with the log's salts that do not add up, and no end.
        copy.LayOut(_folder.File, "-wal", log => [.. log, .. Frame(log, commits: false), .. Frame(log, commits: false)[..2000]]);
        Assert.False(await RefusedOrWholeAsync(copy, "a torn end"));
        // Its last frame came before the others: a power loss may do that.
        copy.LayOut(_folder.File, "-wal", log => [.. log, .. Frame(log, commits: false), .. Frame(log, commits: true)]);
        Assert.False(await RefusedOrWholeAsync(copy, "a torn end with its end"));
    }

    [Fact]
    public async Task Damage_anywhere_in_the_file_is_refused_or_named()
    {
        // Most of the file is ledger: the pages of empty tables say little.
        var copy = await SqliteLedgerCopy.MakeAsync(members: 12, purchases: 600, killed: false);
        var random = new Random(17);
        var (refused, named) = (0, 0);
        for (var round = 0; round < Rounds * 2; round++)
        {
            // Every second one in the first bytes of a page, which say where its cells are.
            var place = random.Next(copy.LengthOf(""));
            place = round % 2 == 0 ? place : (place / 4096 * 4096) + random.Next(16);
            copy.LayOut(_folder.File, "", file => Altered(file, place, 1));
            try
            {
                await using var store = await LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System);
                named += await NamedOrSameAsync(store, copy, place) ? 1 : 0;
            }
            catch (JournalRefusedException refusal)
            {
                Assert.Contains(_folder.File, refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused > 20 && named > 20, $"{refused} were refused and {named} named: the damage was not where it should be.");
    }

    [Fact]
    public async Task A_last_row_that_is_gone_from_the_file_is_refused_unless_its_loss_is_accepted()
    {
        var copy = await SqliteLedgerCopy.MakeAsync(members: 2, purchases: 10, killed: false);
        copy.LayOut(_folder.File);
        Run("DELETE FROM journal WHERE sequence = 12");
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => OpenAsync());
        Assert.Contains("has had 12 changes in the ledger", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Loyalty:Journal:AcceptLoss=true", refused.Message, StringComparison.Ordinal);

        await using (var store = await OpenAsync(new JournalLimits { AcceptLoss = true }))
            Assert.Equal(11, await store.Journal.LastSequenceAsync());
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_row_that_is_gone_from_the_middle_is_named_and_the_others_are_there()
    {
        var copy = await SqliteLedgerCopy.MakeAsync(members: 2, purchases: 10, killed: false);
        copy.LayOut(_folder.File);
        Run("DELETE FROM journal WHERE sequence = 7");
        await using var store = await OpenAsync();
        Assert.Equal([7], store.Unreadable.Rows.Select(row => row.Sequence!.Value));
        var page = await store.Journal.ReadPageAsync(0, 100);
        Assert.Equal(copy.Answered.Where(e => e.Sequence != 7), page.Events);
        Assert.Equal(7, Assert.Single(page.Unreadable).Sequence);
        Assert.Equal((12, false), (page.Through, page.IsFull));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_backup_that_was_put_in_the_files_place_is_taken(bool killed)
    {
        await using (var store = await OpenAsync())
            await SqliteLedgerCopy.FillAsync(store, 2, 4);
        var backup = await File.ReadAllBytesAsync(_folder.File);
        var later = await SqliteLedgerCopy.MakeAsync(members: 2, purchases: 20, killed);
        later.LayOut(_folder.File);
        var noted = File.GetLastWriteTimeUtc(_folder.File + AnsweredNote.Ending);
        File.Delete(_folder.File + "-wal");
        await File.WriteAllBytesAsync(_folder.File, backup);
        File.SetLastWriteTimeUtc(_folder.File, noted.AddMinutes(1));
        await using (var restored = await OpenAsync())
        {
            Assert.Equal(6, await restored.Journal.LastSequenceAsync());
            Assert.Equal(AppendOutcome.Appended, await restored.Journal.AppendAsync(Samples.Append(Samples.Member(0), 3, Samples.Recorded("again"))));
        }

        await using var again = await OpenAsync();
        Assert.Equal(7, await again.Journal.LastSequenceAsync());
    }

    [Fact]
    public async Task A_change_beside_the_ledger_is_missed_too()
    {
        SqliteLedgerCopy before, after;
        await using (var store = await OpenAsync())
        {
            await SqliteLedgerCopy.FillAsync(store, 2, 4);
            before = SqliteLedgerCopy.Of(_folder.File);
            await store.Rates.SaveAsync(Samples.Day.AddDays(1), new Dictionary<string, decimal> { ["EUR"] = 0.94m });
            after = SqliteLedgerCopy.Of(_folder.File);
        }

        after.LayOut(_folder.File, "-wal", _ => before.Content("-wal"));
        var refused = await Assert.ThrowsAsync<JournalRefusedException>(() => OpenAsync());
        Assert.Contains("6 changes in the ledger and 2 beside it were answered", refused.Message, StringComparison.Ordinal);
    }

    private Task<LoyaltyStore> OpenAsync(JournalLimits? limits = null) =>
        LoyaltyStore.OpenAsync("sqlite", _folder.ConnectionString, TimeProvider.System, limits: limits);

    private void Run(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(_folder.ConnectionString + ";Pooling=false");
        connection.Open();
        connection.Execute(sql);
    }

    // Refused in words, or all of it is there.
    private async Task<bool> RefusedOrWholeAsync(SqliteLedgerCopy copy, string what)
    {
        try
        {
            await using var store = await OpenAsync();
            Assert.True((await store.Journal.ReadAllAsync(0, 10_000)).SequenceEqual(copy.Answered), $"With {what} it opened, and not all is there.");
            Assert.NotEmpty(await store.Rates.LoadAsync());
            return false;
        }
        catch (JournalRefusedException refused)
        {
            Assert.Contains(_folder.File, refused.Message, StringComparison.Ordinal);
            return true;
        }
    }

    /// <returns>Whether something is named.</returns>
    private static async Task<bool> NamedOrSameAsync(LoyaltyStore store, SqliteLedgerCopy copy, int place)
    {
        var page = await store.Journal.ReadPageAsync(0, 10_000);
        var unreadable = page.Unreadable.Select(row => row.Sequence!.Value).ToHashSet();
        Assert.True(
            page.Events.SequenceEqual(copy.Answered.Where(e => !unreadable.Contains(e.Sequence))), $"Byte {place}: an event is missing or another.");
        foreach (var account in copy.Answered.GroupBy(e => e.Member))
        {
            try
            {
                // A row whose member is another now can be missing here, but then it is named above.
                var read = await store.Journal.ReadAccountAsync(account.Key, 0, 1000);
                Assert.True(read.SequenceEqual(account) || unreadable.Count > 0, $"Byte {place}: an account is another.");
            }
            catch (JournalDamagedException)
            {
                Assert.NotEmpty(unreadable);
            }
        }

        return unreadable.Count > 0;
    }

    private static byte[] Altered(byte[] bytes, int place, int count)
    {
        for (var i = place; i < place + count; i++)
            bytes[i] ^= 0x15;
        return bytes;
    }

    // A frame with the salts of the log whose checksum is another.
    private static byte[] Frame(byte[] log, bool commits)
    {
        var frame = new byte[24 + 4096];
        frame[3] = 2;
        frame[7] = (byte)(commits ? 9 : 0);
        log.AsSpan(16, 8).CopyTo(frame.AsSpan(8));
        return frame;
    }
}
