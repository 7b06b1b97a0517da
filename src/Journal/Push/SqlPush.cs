using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Push subscriptions and messages.</summary>
internal sealed class SqlPush(ISqlTables tables) : IPushStore
{
    public async Task<PushSubscription?> KeepAsync(PushSubscription subscription, DateOnly today)
    {
        await tables.WriteAsync(
        [
            PushRow.Update(subscription, today),
            PushRow.Insert(subscription, today),
            new SqlStatement(
                $"""
                DELETE FROM push_subscriptions WHERE member = @member AND id NOT IN (
                    SELECT kept.id FROM push_subscriptions kept WHERE kept.member = @member ORDER BY kept.added_at DESC, kept.id LIMIT {IPushStore.MaxSubscriptions})
                """,
                ("@member", subscription.Member.Value)),
            Orphans(subscription.Member),
        ]);
        return (await ReadAsync(subscription.Member)).FirstOrDefault(kept => kept.Id == subscription.Id);
    }

    public Task RemoveAsync(MemberId member, string id) => tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM push_subscriptions WHERE member = @member AND id = @id", ("@member", member.Value), ("@id", id)),
        Orphans(member),
    ]);

    public Task<IReadOnlyList<PushSubscription>> ReadAsync(MemberId member) => tables.ReadAsync(
        new SqlStatement($"SELECT {PushRow.OfSubscription} FROM push_subscriptions s WHERE s.member = @member ORDER BY s.added_at, s.id", ("@member", member.Value)),
        row => PushRow.ReadSubscription(row, 0));

    public async Task<bool> AnyAsync() =>
        (await tables.ReadAsync(new SqlStatement("SELECT id FROM push_subscriptions ORDER BY member, id LIMIT 1"), row => row.GetString(0))).Count > 0;

    public async Task<IReadOnlySet<MemberId>> SubscribedAsync(IReadOnlyCollection<MemberId> members)
    {
        var found = new HashSet<MemberId>();
        foreach (var names in NamedMembers.Batches(members))
        {
            var query = new SqlStatement($"SELECT DISTINCT member FROM push_subscriptions WHERE member IN ({NamedMembers.List})", names);
            found.UnionWith(await tables.ReadAsync(query, row => MemberId.Of(row.GetString(0))));
        }

        return found;
    }

    public Task<IReadOnlyList<MemberId>> ToLookAtAsync(DateOnly today, int limit) => tables.ReadAsync(
        new SqlStatement(
            "SELECT DISTINCT member FROM push_subscriptions WHERE look_on IS NOT NULL AND look_on <= @today ORDER BY member LIMIT @limit", ("@today", today.DayNumber), ("@limit", limit)),
        row => MemberId.Of(row.GetString(0)));

    public async Task LookOnAsync(IReadOnlyCollection<MemberId> members, DateOnly? on, DateOnly? instead = null)
    {
        foreach (var names in NamedMembers.Batches(members))
        {
            await tables.WriteAsync(
            [
                new SqlStatement(
                    $"UPDATE push_subscriptions SET look_on = @on WHERE member IN ({NamedMembers.List}){(instead is null ? "" : " AND look_on = @instead")}",
                    [.. names, ("@on", on?.DayNumber), .. instead is { } day ? [("@instead", day.DayNumber)] : Array.Empty<(string, object?)>()]),
            ]);
        }
    }

    public Task AddAsync(IReadOnlyList<PushMessage> messages, DateTimeOffset forgetBefore) => messages.Count == 0 ? Task.CompletedTask : tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM push_messages WHERE made_at < @before", ("@before", Instants.ToMicroseconds(forgetBefore))),
        .. messages.SelectMany(PushRow.Add),
    ]);

    public Task<IReadOnlyList<(PushMessage Message, PushSubscription To)>> DueAsync(DateTimeOffset now, DateTimeOffset real, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {PushRow.OfMessage}, {PushRow.OfSubscription} FROM push_messages m JOIN push_subscriptions s ON s.member = m.member AND s.id = m.subscription
            WHERE m.next_at IS NOT NULL AND m.next_at <= @now AND m.taken_until <= @real ORDER BY m.next_at LIMIT @limit
            """,
            ("@now", Instants.ToMicroseconds(now)), ("@real", Instants.ToMicroseconds(real)), ("@limit", limit)),
        row => (PushRow.ReadMessage(row), PushRow.ReadSubscription(row, PushRow.ColumnsOfMessage)));

    public async Task<bool> TakeAsync(PushMessage message, DateTimeOffset real, DateTimeOffset until)
    {
        var token = Guid.NewGuid().ToString("N");
        await tables.WriteAsync(
        [
            new SqlStatement(
                $"UPDATE push_messages SET taken_until = @until, token = @token WHERE {PushRow.IsIt} AND next_at IS NOT NULL AND taken_until <= @real",
                [.. PushRow.KeyOf(message), ("@until", Instants.ToMicroseconds(until)), ("@token", token), ("@real", Instants.ToMicroseconds(real))]),
        ]);
        var holders = await tables.ReadAsync(new SqlStatement($"SELECT token FROM push_messages WHERE {PushRow.IsIt}", PushRow.KeyOf(message)), row => row.GetString(0));
        return holders.Count == 1 && holders[0] == token;
    }

    public Task KeepAsync(PushMessage message) => tables.WriteAsync([PushRow.Keep(message)]);

    public Task<IReadOnlyList<PushMessage>> ReadMessagesAsync(MemberId member, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"SELECT {PushRow.OfMessage} FROM push_messages m WHERE m.member = @member ORDER BY m.made_at DESC, m.subscription, m.kind LIMIT @limit",
            ("@member", member.Value), ("@limit", limit)),
        PushRow.ReadMessage);

    /// <summary>Takes all of a member away, in the transaction that erases the person.</summary>
    public static IReadOnlyList<SqlStatement> Leave(MemberId member) =>
    [
        new("DELETE FROM push_subscriptions WHERE member = @member", ("@member", member.Value)),
        new("DELETE FROM push_messages WHERE member = @member", ("@member", member.Value)),
    ];

    private static SqlStatement Orphans(MemberId member) => new(
        "DELETE FROM push_messages WHERE member = @member AND subscription NOT IN (SELECT kept.id FROM push_subscriptions kept WHERE kept.member = @member)",
        ("@member", member.Value));
}
