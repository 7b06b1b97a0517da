using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Personal data in a table of its own, which the journal never refers to.</summary>
internal sealed class SqlPersons(ISqlTables tables) : IPersonStore
{
    public async Task<Person?> FindAsync(MemberId member)
    {
        var rows = await tables.ReadAsync(
            new SqlStatement($"SELECT {PersonRow.Columns} FROM persons WHERE member = @member", ("@member", member.Value)),
            row => PersonRow.Read(member, row));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task SaveAsync(Person person) => tables.WriteAsync([PersonRow.Of(person).Upsert()]);

    public Task SaveConsentAsync(MemberId member, Consent consent) => tables.WriteAsync([PersonRow.SaveConsent(member, consent)]);

    public Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit) => tables.ReadAsync(
        new SqlStatement(
            "SELECT member FROM persons WHERE member > @after AND erased_at IS NULL ORDER BY member LIMIT @limit",
            ("@after", after?.Value ?? ""),
            ("@limit", limit)),
        row => MemberId.Of(row.GetString(0)));
}
