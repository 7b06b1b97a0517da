using System.Buffers.Binary;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.Data.Sqlite;

namespace Loyalty.Journal.Tests;

/// <summary>The write-ahead log on its way to the file while the writer goes on.</summary>
public sealed class SqliteCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task The_log_is_moved_beside_the_writer_begins_anew_and_nothing_is_missing()
    {
        await using var store = await LoyaltyStore.OpenAsync(
            "sqlite", _folder.ConnectionString, TimeProvider.System, limits: JournalLimits.Default with { LogPages = 8, IndexRunRows = 20, IndexChunkRows = 5 });
        var written = 0;
        await WriteAsync();
        var first = await TimesBegunAnewAsync();
        await Eventually.IsTrue(
            async () =>
            {
                await WriteAsync();
                return await TimesBegunAnewAsync() >= first + 3;
            },
            "the log begins anew");

        var rows = await store.Journal.ReadAllAsync(0, written + 1);
        Assert.Equal(Enumerable.Range(0, written).Select(i => Samples.Member(i)), rows.Select(row => row.Member));
        Assert.Equal(Enumerable.Range(1, written).Select(i => (long)i), rows.Select(row => row.Sequence));

        async Task WriteAsync()
        {
            Assert.Equal(AppendOutcome.Appended, await store.Journal.AppendAsync(Samples.Append(Samples.Member(written), 0, Samples.Enrolled($"k{written}"))));
            written++;
        }
    }

    // A log that has been moved whole is written again from its beginning, and its header counts how often.
    private async Task<uint> TimesBegunAnewAsync()
    {
        var path = new SqliteConnectionStringBuilder(_folder.ConnectionString).DataSource + "-wal";
        await using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[16];
        await log.ReadExactlyAsync(header);
        return BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
    }
}
