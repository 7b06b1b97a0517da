using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Asks one index after another until enough is found. Numbers come from the journal: not every member has a person.</summary>
internal sealed class SqlMemberSearch(ISqlTables tables, SqlJournal journal) : IMemberSearch
{
    public async Task<IReadOnlyList<MemberId>> FindAsync(string query, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IMemberSearch.MaxFound);
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var probe in SearchQuery.Of(query, limit))
        {
            var members = probe.Query is { } statement
                ? await tables.ReadAsync(statement, row => row.GetString(0))
                : await journal.MembersAsync(probe.MemberPrefix!, limit);
            found.AddRange(members.Where(seen.Add));
            if (found.Count >= limit)
                break;
        }

        return [.. found.Take(limit).Select(MemberId.Of)];
    }
}
