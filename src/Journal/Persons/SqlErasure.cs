using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Takes a person out of every table that is not the ledger or the trail.</summary>
internal sealed class SqlErasure(ISqlTables tables, SqlAirport airport) : IErasureStore
{
    /// <summary>Disruptions of a member that are rewritten at once; a member is told of a few a week at most.</summary>
    public const int DisruptionsAtOnce = 100;

    public async Task<ErasedRows> EraseAsync(MemberId member, DateTimeOffset at)
    {
        var persons = await CountAsync("SELECT count(*) FROM persons WHERE member = @member AND erased_at IS NULL", member);
        var snapshots = await CountAsync("SELECT count(*) FROM snapshots WHERE member = @member", member);
        var checkIns = await CountAsync("SELECT count(*) FROM checkins WHERE member = @member", member);
        await tables.WriteAsync(
        [
            PersonRow.Erase(member, at),
            new SqlStatement("DELETE FROM snapshots WHERE member = @member", ("@member", member.Value)),
            new SqlStatement("DELETE FROM checkins WHERE member = @member", ("@member", member.Value)),
        ]);
        return new ErasedRows(persons, snapshots, checkIns, await LeaveDisruptionsAsync(member));
    }

    public Task<bool> ScrubAsync() => tables.ScrubAsync();

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
