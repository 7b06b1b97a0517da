using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>The ledger as followers read it.</summary>
public sealed class LedgerStream(IJournal journal) : IEventStream
{
    /// <inheritdoc/>
    public string Name => IEventStream.Ledger;

    /// <inheritdoc/>
    public async Task<StreamPage> ReadAsync(long after, int limit)
    {
        var page = await journal.ReadPageAsync(after, limit);
        return new StreamPage([.. page.Events.Select(FollowedEvent.Of)], page.Through, page.IsFull);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit)
    {
        var (found, version) = (new List<FollowedEvent>(), after.Place);
        while (true)
        {
            var rows = await journal.ReadAccountAsync(member, version, limit);
            found.AddRange(rows.Where(row => row.Sequence > after.Sequence).Select(FollowedEvent.Of));
            if (rows.Count < limit || found.Count >= limit)
                return found;
            version = rows[^1].Version;
        }
    }

    /// <inheritdoc/>
    public Task<long> LastSequenceAsync() => journal.LastSequenceAsync();
}
