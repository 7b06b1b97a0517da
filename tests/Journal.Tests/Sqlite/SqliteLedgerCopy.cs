using Loyalty.Contracts;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

/// <summary>The files of a ledger as a kill would leave them, or an end in order; each test damages a copy of its own.</summary>
internal sealed class SqliteLedgerCopy
{
    private static readonly string[] Endings = ["", "-wal", AnsweredNote.Ending];

    private readonly Dictionary<string, byte[]> _files = [];

    private SqliteLedgerCopy(IReadOnlyList<RecordedEvent> answered) => Answered = answered;

    /// <summary>Every event that was answered, in order.</summary>
    public IReadOnlyList<RecordedEvent> Answered { get; }

    public static async Task<SqliteLedgerCopy> MakeAsync(int members, int purchases, bool killed)
    {
        var folder = new TemporaryFolder();
        try
        {
            SqliteLedgerCopy copy;
            await using (var store = await LoyaltyStore.OpenAsync("sqlite", folder.ConnectionString, TimeProvider.System))
            {
                await FillAsync(store, members, purchases);
                copy = new SqliteLedgerCopy(await store.Journal.ReadAllAsync(0, 10_000));
                if (killed)
                    copy.Take(folder.File);
            }

            if (!killed)
                copy.Take(folder.File);
            return copy;
        }
        finally
        {
            folder.Delete();
        }
    }

    /// <summary>The files as they are now, without what they hold.</summary>
    public static SqliteLedgerCopy Of(string database)
    {
        var copy = new SqliteLedgerCopy([]);
        copy.Take(database);
        return copy;
    }

    public byte[] Content(string ending) => _files[ending];

    public int LengthOf(string ending) => _files[ending].Length;

    /// <summary>Lays the files out, one of them damaged; null takes it away.</summary>
    public void LayOut(string database, string ending = "", Func<byte[], byte[]?>? damage = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database)!))
            File.Delete(file);
        foreach (var (name, bytes) in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if ((name == ending && damage is not null ? damage([.. bytes]) : bytes) is { } content)
                File.WriteAllBytes(database + name, content);
        }
    }

    public static async Task FillAsync(LoyaltyStore store, int members, int purchases)
    {
        for (var member = 0; member < members; member++)
            await store.Journal.AppendAsync(Samples.Append(Samples.Member(member), 0, Samples.Enrolled($"k{member}")) with { Person = Samples.Person(Samples.Member(member)) });
        for (var purchase = 0; purchase < purchases; purchase++)
        {
            var member = Samples.Member(purchase % members);
            await store.Journal.AppendAsync(Samples.Append(member, 1 + (purchase / members), Samples.Recorded($"t{purchase}", 100 + purchase)));
        }

        await store.Rates.SaveAsync(Samples.Day, new Dictionary<string, decimal> { ["EUR"] = 0.935m });
    }

    private void Take(string database)
    {
        foreach (var ending in Endings.Where(ending => File.Exists(database + ending)))
        {
            using var file = new FileStream(database + ending, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            _files[ending] = bytes;
        }
    }
}
