using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Personal data in a table of its own, which the journal never refers to.</summary>
internal sealed class SqlPersons(ISqlTables tables, UnreadableRows unreadable) : IPersonStore
{
    public async Task<Person?> FindAsync(MemberId member)
    {
        try
        {
            var rows = await tables.ReadAsync(Find(member), row => PersonRow.Read(member, row));
            unreadable.Remove(member.Value, null);
            return rows.Count == 0 ? null : rows[0];
        }
        catch (JournalDamagedException damaged)
        {
            unreadable.Add(new UnreadableRow(member.Value, null, 0, damaged.Message));
            throw;
        }
    }

    /// <summary>Asks for the row that <see cref="PersonRow.Read"/> takes.</summary>
    public static SqlStatement Find(MemberId member) =>
        new($"SELECT {PersonRow.Columns} FROM persons WHERE member = @member", ("@member", member.Value));

    public Task SaveAsync(Person person) => tables.WriteAsync([PersonRow.Of(person).Upsert()]);

    public Task SaveConsentAsync(MemberId member, Consent consent) => tables.WriteAsync([PersonRow.SaveConsent(member, consent)]);

    public async Task<IReadOnlyList<MemberId>> ReadHeldMembersAsync(MemberId? after, int limit)
    {
        var (from, members) = (after?.Value ?? "", new List<MemberId>());
        while (members.Count < limit)
        {
            var texts = await tables.ReadAsync(
                new SqlStatement(
                    "SELECT member FROM persons WHERE member > @after AND erased_at IS NULL ORDER BY member LIMIT @limit",
                    ("@after", from),
                    ("@limit", limit - members.Count)),
                row => row.GetString(0));
            foreach (var text in texts)
            {
                if (MemberId.Parse(text) is { Refusal: null } member)
                    members.Add(member.Value);
                else
                    unreadable.Add(new UnreadableRow(text, null, 0, $"'{text}' is no member id."));
            }

            if (texts.Count == 0)
                break;
            from = texts[^1];
        }

        return members;
    }
}
