using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Reads the trail, and forgets its beginning.</summary>
internal sealed class TrailTables(ISqlTables tables) : ITrailStore
{
    /// <summary>Records that are forgotten at once, so that no purchase waits long behind them.</summary>
    public const int ForgottenAtOnce = 2000;

    public Task<IReadOnlyList<TrailRecord>> ReadAsync(TrailQuery query)
    {
        var (conditions, parameters) = (new List<string>(), new List<(string, object?)>());
        void Where(string condition, string name, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            parameters.Add((name, value));
        }

        Where("sequence < @before", "@before", query.Before);
        Where("member = @member", "@member", query.Member?.Value);
        Where("action = @action", "@action", query.Action);
        // A name may come from a token and end in spaces, which SQL Server does not count when it compares.
        Where("who = @who AND octet_length(who) = octet_length(@who)", "@who", query.Who);
        parameters.Add(("@limit", query.Limit));
        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        return tables.ReadAsync(
            new SqlStatement($"SELECT {TrailRow.Columns} FROM trail {where} ORDER BY sequence DESC LIMIT @limit", [.. parameters]), TrailRow.Read);
    }

    public Task<IReadOnlyList<TrailRecord>> ReadAfterAsync(long afterSequence, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {TrailRow.Columns} FROM trail WHERE sequence > @after ORDER BY sequence LIMIT @limit", ("@after", afterSequence), ("@limit", limit)),
        TrailRow.Read);

    public Task<TrailEnd> HeadAsync() => EndAsync(TrailRow.Head);

    public Task<TrailEnd> RootAsync() => EndAsync(TrailRow.Root);

    public async Task<TrailBeginning?> EndBeforeAsync(DateTimeOffset instant)
    {
        var root = await RootAsync();
        var last = (await ReadAfterAsync(root.Sequence, ForgottenAtOnce)).TakeWhile(record => record.At < instant).LastOrDefault();
        return last is null ? null : new TrailBeginning(new TrailEnd(last.Sequence, last.Hash), (int)(last.Sequence - root.Sequence));
    }

    public Task ForgetThroughAsync(TrailEnd end) => tables.WriteAsync(
    [
        new SqlStatement(
            $"UPDATE trail_ends SET sequence = @last, hash = @hash WHERE name = '{TrailRow.Root}' AND sequence < @last",
            ("@last", end.Sequence),
            ("@hash", end.Hash)),
        new SqlStatement("DELETE FROM trail WHERE sequence <= @last", ("@last", end.Sequence)),
    ]);

    private async Task<TrailEnd> EndAsync(string name)
    {
        var ends = await tables.ReadAsync(
            new SqlStatement("SELECT sequence, hash FROM trail_ends WHERE name = @name", ("@name", name)),
            row => new TrailEnd(row.GetInt64(0), row.GetString(1)));
        return ends is [var end] ? end : throw new JournalDamagedException(
            "", 0, string.Create(CultureInfo.InvariantCulture, $"The {name} of the trail is not there, or {ends.Count} times."));
    }
}
