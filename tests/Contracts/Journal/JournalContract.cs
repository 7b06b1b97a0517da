using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

/// <summary>
/// What every journal must do, whatever it stores in, with the stores beside it that accounts cannot live without. Each test has a
/// database of its own.
/// </summary>
public abstract partial class JournalContract : IAsyncLifetime
{
    /// <summary>Opens the journal of this test; again if it was closed.</summary>
    /// <param name="queuedWrites">Bound of the queue, or null for the usual one.</param>
    protected abstract Task<OpenJournal> OpenJournalAsync(int? queuedWrites = null);

    /// <summary>Makes the database as a newer engine would have left it. The journal is closed.</summary>
    protected abstract Task MakeSchemaNewerAsync();

    /// <summary>Everything that the table of the journal holds, as text.</summary>
    protected abstract Task<string> JournalTextAsync();

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    protected static async Task<List<RecordedEvent>> AllAsync(IJournal journal, int page = 1000)
    {
        var all = new List<RecordedEvent>();
        while (true)
        {
            var next = await journal.ReadAllAsync(all.Count == 0 ? 0 : all[^1].Sequence, page);
            if (next.Count == 0)
                return all;
            all.AddRange(next);
        }
    }

    protected static async Task<List<RecordedEvent>> AccountAsync(IJournal journal, MemberId member, int page = 1000)
    {
        var all = new List<RecordedEvent>();
        while (true)
        {
            var next = await journal.ReadAccountAsync(member, all.Count, page);
            if (next.Count == 0)
                return all;
            all.AddRange(next);
        }
    }

    protected static async Task AppendedAsync(IJournal journal, JournalAppend append) =>
        Assert.Equal(AppendOutcome.Appended, await journal.AppendAsync(append));

    /// <summary>Versions 1, 2, 3 … of every member, sequences rising, no command key twice.</summary>
    protected static void AssertSound(IReadOnlyList<RecordedEvent> all)
    {
        for (var i = 1; i < all.Count; i++)
            Assert.True(all[i - 1].Sequence < all[i].Sequence, "The order of all events has a repetition.");
        foreach (var account in all.GroupBy(e => e.Member))
            Assert.Equal(Enumerable.Range(1, account.Count()).Select(v => (long)v), account.Select(e => e.Version));
        var keys = all.Select(e => CommandKey.Of(e.Event)).OfType<CommandKey>().ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }
}
