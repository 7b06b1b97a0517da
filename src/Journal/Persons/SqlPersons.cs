using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Personal data in a table of its own, which the journal never refers to.</summary>
internal sealed class SqlPersons(ISqlTables tables) : IPersonStore
{
    public async Task<Person?> FindAsync(MemberId member)
    {
        var rows = await tables.ReadAsync(
            new SqlStatement("SELECT profile, enrolment_fingerprint FROM persons WHERE member = @member", ("@member", member.Value)),
            row => (Profile: row.GetString(0), Fingerprint: row.IsDBNull(1) ? null : row.GetString(1)));
        return rows.Count == 0 ? null : new Person(member, ProfileCodec.Decode(member, rows[0].Profile), rows[0].Fingerprint);
    }

    public Task SaveAsync(Person person) => tables.WriteAsync([PersonRow.Of(person).Upsert()]);
}
