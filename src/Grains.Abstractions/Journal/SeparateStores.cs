using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Accounts of stores that know nothing of each other: three questions, one after the other.</summary>
public sealed class SeparateStores(IJournal journal, ISnapshotStore snapshots, IPersonStore persons) : IAccountStore
{
    /// <inheritdoc/>
    public async Task<StoredAccount> LoadAsync(MemberId member, int limit)
    {
        var snapshot = await snapshots.LoadAsync(member) is { } kept && kept.MemberId == member ? kept : null;
        var events = await journal.ReadAccountAsync(member, snapshot?.Version ?? 0, limit);
        return new StoredAccount(snapshot, events, await persons.FindAsync(member));
    }
}
