using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Takes a person out of every table that is not the ledger or the trail.</summary>
/// <param name="commits">Is told, for who follows the stream.</param>
internal sealed class SqlErasure(ISqlTables tables, SqlAirport airport, UnreadableRows unreadable, CommitSignal commits) : IErasureStore
{
    /// <summary>Disruptions of a member that are rewritten at once; a member is told of a few a week at most.</summary>
    public const int DisruptionsAtOnce = 100;

    /// <summary>Holds the erasure that nobody has yet seen overwritten, so that the next start sees to it.</summary>
    private const string Wanted = "scrub-wanted";

    public async Task<bool> IsErasedAsync(MemberId member) =>
        await CountAsync("SELECT count(*) FROM persons WHERE member = @member AND erased_at IS NOT NULL", member) > 0
        && await CountAsync("SELECT count(*) FROM snapshots WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM checkins WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM member_numbers WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM card_devices WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM card_links WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM push_subscriptions WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM push_messages WHERE member = @member", member) == 0
        && await CountAsync("SELECT count(*) FROM profile_changes WHERE member = @member AND fingerprint <> ''", member) == 0
        && (await airport.ReadDisruptionsAsync(member, 1)).Count == 0;

    public async Task<ErasedRows> EraseAsync(StreamEntry told)
    {
        var member = told.Member;
        var persons = await CountAsync("SELECT count(*) FROM persons WHERE member = @member AND erased_at IS NULL", member);
        var snapshots = await CountAsync("SELECT count(*) FROM snapshots WHERE member = @member", member);
        var checkIns = await CountAsync("SELECT count(*) FROM checkins WHERE member = @member", member);
        var disruptions = await LeaveDisruptionsAsync(member);
        await tables.WriteAsync(
        [
            StreamRow.Insert(
                StreamNames.Persons, told, "NOT EXISTS (SELECT 1 FROM persons held WHERE held.member = @member AND held.erased_at IS NOT NULL)"),
            PersonRow.Erase(member, told.At),
            NumberRow.Erase(member),
            SqlFinance.End(member, told.At),
            SqlBenefitUses.Leave(member),
            SqlStandings.Leave(member),
            .. SqlCards.Leave(member),
            .. SqlPush.Leave(member),
            new SqlStatement("UPDATE profile_changes SET claim = '', fingerprint = '' WHERE member = @member", ("@member", member.Value)),
            new SqlStatement("DELETE FROM snapshots WHERE member = @member", ("@member", member.Value)),
            new SqlStatement("DELETE FROM checkins WHERE member = @member", ("@member", member.Value)),
            .. tables.CanScrub ? [SqlFacts.Keep(Wanted, Guid.NewGuid().ToString("N"))] : Array.Empty<SqlStatement>(),
        ]);
        commits.Raise();
        // What could not be read is there no more.
        unreadable.Remove(member.Value, null);
        return new ErasedRows(persons, snapshots, checkIns, disruptions);
    }

    public async Task<bool> ScrubAsync()
    {
        var wanted = await WantedAsync();
        var scrubbed = await tables.ScrubAsync();
        // What was erased meanwhile is for the next round.
        if (scrubbed && wanted is not null)
            await tables.WriteAsync([new SqlStatement("DELETE FROM engine_facts WHERE name = @name AND value = @value", ("@name", Wanted), ("@value", wanted))]);
        return scrubbed;
    }

    public async Task<bool> IsScrubbedAsync() => tables.CanScrub && await WantedAsync() is null;

    public bool CanScrub => tables.CanScrub;

    private async Task<string?> WantedAsync() => (await tables.ReadAsync(
        new SqlStatement("SELECT value FROM engine_facts WHERE name = @name", ("@name", Wanted)), row => row.GetString(0))).SingleOrDefault();

    private async Task<int> LeaveDisruptionsAsync(MemberId member)
    {
        var left = 0;
        while (await airport.ReadDisruptionsAsync(member, DisruptionsAtOnce) is { Count: > 0 } told)
        {
            await tables.WriteAsync([.. told.Select(one => DisruptionRow.Without(one, member))]);
            left += told.Count;
        }

        return left;
    }

    private async Task<int> CountAsync(string query, MemberId member) =>
        (int)(await tables.ReadAsync(new SqlStatement(query, ("@member", member.Value)), row => row.GetInt64(0)))[0];
}
