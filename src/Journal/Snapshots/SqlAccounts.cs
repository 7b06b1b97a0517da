using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Accounts from one question to the dialect; where something of one cannot be read, from three, which tell what it is.</summary>
internal sealed class SqlAccounts(SqlJournal journal, UnreadableRows unreadable, SeparateStores separate) : IAccountStore
{
    public async Task<StoredAccount> LoadAsync(MemberId member, int limit)
    {
        AccountRows rows;
        try
        {
            rows = await journal.AccountRowsAsync(member, limit);
        }
        catch (JournalDamagedException)
        {
            return await separate.LoadAsync(member, limit);
        }

        // The rows after a snapshot that is of no use are not all that is needed.
        if (rows.After > 0 && (rows.Snapshot is not { } snapshot || snapshot.MemberId != member || snapshot.Version != rows.After))
            return await separate.LoadAsync(member, limit);
        unreadable.Remove(member.Value, null);
        return new StoredAccount(rows.Snapshot, journal.Decoded(member, rows.After, rows.Rows), rows.Person);
    }
}
