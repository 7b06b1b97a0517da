using System.Data.Common;
using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Where members stand. Days are days since 0001-01-01.</summary>
internal sealed class SqlStandings(ISqlTables tables) : IStandingStore
{
    private static readonly string VersionsOfMembers = $"SELECT member, version FROM standings WHERE member IN ({NamedMembers.List})";

    public async Task<IReadOnlyDictionary<MemberId, long>> VersionsAsync(IReadOnlyCollection<MemberId> members)
    {
        var found = new Dictionary<MemberId, long>();
        foreach (var names in NamedMembers.Batches(members))
        {
            foreach (var (member, version) in await tables.ReadAsync(new SqlStatement(VersionsOfMembers, names), row => (MemberId.Of(row.GetString(0)), row.GetInt64(1))))
                found[member] = version;
        }

        return found;
    }

    public Task KeepAsync(IReadOnlyList<Standing> standings, IReadOnlyList<TierMove> moves) => tables.WriteAsync(
    [
        .. standings.Select(Keep),
        .. moves.Select(Note),
        // The erasure may have come between the look and this.
        .. standings.Select(standing => standing.Member).Distinct().Select(LeaveErased),
    ]);

    public async Task<long> CountAsync(MemberList list, DateOnly from) => (await tables.ReadAsync(
        new SqlStatement($"SELECT count(*) FROM standings WHERE {Condition(list)}", Given(list, from)), row => row.GetInt64(0)))[0];

    public Task<IReadOnlyList<ListedMember>> ReadAsync(MemberListQuery query, ListedMember? after, int limit)
    {
        var (key, direction, beyond) = (Key(query), query.IsDescending ? "DESC" : "ASC", query.IsDescending ? "<" : ">");
        var conditions = Condition(query.List)
            + (query.Tier is null ? "" : " AND tier = @tier")
            + (after is null ? "" : $" AND ({key} {beyond} @key OR ({key} = @key AND member {beyond} @after))");
        (string, object?)[] given =
        [
            .. Given(query.List, query.From),
            .. query.Tier is { } tier ? [("@tier", tier)] : Array.Empty<(string, object?)>(),
            .. after is { } last ? [("@key", last.Key), ("@after", last.Member.Value)] : Array.Empty<(string, object?)>(),
            // Who has no next tier comes behind who lacks most.
            .. query.Order == MemberOrder.Missing ? [("@most", long.MaxValue)] : Array.Empty<(string, object?)>(),
            ("@limit", limit),
        ];
        return tables.ReadAsync(
            new SqlStatement($"SELECT member, {key} FROM standings WHERE {conditions} ORDER BY {key} {direction}, member {direction} LIMIT @limit", given), Read);
    }

    /// <summary>Takes an erased member out, in the transaction that erases the person.</summary>
    public static SqlStatement Leave(MemberId member) => new("DELETE FROM standings WHERE member = @member", ("@member", member.Value));

    private static SqlStatement LeaveErased(MemberId member) => new(
        "DELETE FROM standings WHERE member = @member AND EXISTS (SELECT 1 FROM persons WHERE persons.member = @member AND persons.erased_at IS NOT NULL)",
        ("@member", member.Value));

    private static SqlStatement Keep(Standing standing) => new(
        """
        INSERT INTO standings (member, version, tier, enrolled, review, spend, missing, near_until)
        VALUES (@member, @version, @tier, @enrolled, @review, @spend, @missing, @near)
        ON CONFLICT (member) DO UPDATE SET version = excluded.version, tier = excluded.tier, enrolled = excluded.enrolled, review = excluded.review,
            spend = excluded.spend, missing = excluded.missing, near_until = excluded.near_until
        WHERE excluded.version >= standings.version
        """,
        ("@member", standing.Member.Value),
        ("@version", standing.Version),
        ("@tier", standing.Tier),
        ("@enrolled", standing.Enrolled.DayNumber),
        ("@review", standing.Review?.DayNumber),
        ("@spend", standing.Spend),
        ("@missing", standing.Missing),
        ("@near", standing.NearUntil?.DayNumber));

    private static SqlStatement Note(TierMove move) => new(
        move.IsUp
            ? "UPDATE standings SET risen = @day WHERE member = @member AND (risen IS NULL OR risen < @day)"
            : "UPDATE standings SET dropped = @day WHERE member = @member AND (dropped IS NULL OR dropped < @day)",
        ("@member", move.Member.Value),
        ("@day", move.Day.DayNumber));

    private static string Condition(MemberList list) => list switch
    {
        MemberList.Enrolled => "enrolled >= @from",
        MemberList.Risen => "risen >= @from",
        MemberList.Dropped => "dropped >= @from",
        MemberList.AtRisk => "review IS NOT NULL",
        MemberList.NearNextTier => "near_until >= @from",
        _ => "enrolled IS NOT NULL",
    };

    private static (string, object?)[] Given(MemberList list, DateOnly from) =>
        list is MemberList.All or MemberList.AtRisk ? [] : [("@from", from.DayNumber)];

    private static string Key(MemberListQuery query) => query.Order switch
    {
        MemberOrder.Spend => "spend",
        MemberOrder.Missing => "coalesce(missing, @most)",
        _ => query.List switch
        {
            MemberList.Risen => "risen",
            MemberList.Dropped => "dropped",
            MemberList.AtRisk => "review",
            MemberList.NearNextTier => "near_until",
            _ => "enrolled",
        },
    };

    private static ListedMember Read(DbDataReader row) => new(MemberId.Of(row.GetString(0)), row.GetInt64(1));

}
