using Loyalty.Domain;
using static Loyalty.Journal.SqliteRows;

namespace Loyalty.Journal;

internal sealed partial class SqliteJournal
{
    public override async Task<IReadOnlyList<string>> MembersAsync(string prefix, int limit)
    {
        var inTail = tail.Where(row => row.Version == 1 && row.Member.StartsWith(prefix, StringComparison.Ordinal)).ConvertAll(row => row.Member);
        var indexed = await readers.ReadAsync(connection =>
        {
            // From member to member: the many versions of one are jumped over, not read. Numbers lie between "!" and "~".
            var members = new List<string>();
            using var command = Command(
                connection, "SELECT member FROM member_index WHERE member >= @1 AND member < @2 ORDER BY member LIMIT 1", prefix, prefix + "~");
            while (members.Count < limit && command.ExecuteScalar() is string member)
            {
                members.Add(member);
                command.Parameters[0].Value = member + "!";
            }

            return members;
        });
        return [.. indexed.Concat(inTail).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(limit)];
    }

    public override async Task<IReadOnlyList<DateOnly?>> DueAtAsync(IReadOnlyList<(MemberId Member, long Version)> rows)
    {
        var inTail = rows.Select(row => tail.Find(row.Member.Value, row.Version)).ToList();
        return await readers.ReadAsync(connection =>
        {
            using var command = Command(
                connection,
                "SELECT j.due FROM member_index i CROSS JOIN journal j ON j.sequence = i.sequence WHERE i.member = @1 AND i.version = @2",
                "", 0L);
            var due = new List<DateOnly?>(rows.Count);
            for (var i = 0; i < rows.Count; i++)
            {
                (command.Parameters[0].Value, command.Parameters[1].Value) = (rows[i].Member.Value, rows[i].Version);
                var day = inTail[i] is { } row ? row.Due : (int?)(command.ExecuteScalar() as long?);
                due.Add(day is { } number ? DateOnly.FromDayNumber(number) : null);
            }

            return due;
        });
    }
}
