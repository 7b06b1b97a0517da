using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Subscriptions, replays and dead deliveries in tables of their own.</summary>
internal sealed class SqlWebhooks(ISqlTables tables) : IWebhookStore
{
    /// <summary>Dead deliveries that are forgotten at once, so that no purchase waits long behind them.</summary>
    public const int ForgottenAtOnce = 500;

    public async Task<WebhookSubscription?> AddAsync(WebhookSubscription subscription)
    {
        await tables.WriteAsync([WebhookRow.Insert(subscription)]);
        return await FindAsync(subscription.Id);
    }

    public async Task<WebhookSubscription?> FindAsync(string id) => (await tables.ReadAsync(
        new SqlStatement($"SELECT {WebhookRow.Columns} FROM webhooks WHERE id = @id", ("@id", id)), WebhookRow.Read)).SingleOrDefault();

    public Task<IReadOnlyList<WebhookSubscription>> LoadAsync() =>
        tables.ReadAsync(new SqlStatement($"SELECT {WebhookRow.Columns} FROM webhooks ORDER BY created_at, id"), WebhookRow.Read);

    public Task ChangeAsync(WebhookSubscription subscription) => tables.WriteAsync([WebhookRow.Change(subscription)]);

    public Task NoteAsync(string id, WebhookHealth health) => tables.WriteAsync([WebhookRow.Note(id, health)]);

    public Task SwitchAsync(string id, string? disabled) => tables.WriteAsync(
    [
        disabled is null
            ? new SqlStatement("UPDATE webhooks SET disabled = NULL, failing_since = NULL WHERE id = @id", ("@id", id))
            : new SqlStatement("UPDATE webhooks SET disabled = @disabled WHERE id = @id", ("@id", id), ("@disabled", disabled)),
    ]);

    public Task DeleteAsync(string id) => tables.WriteAsync(
    [
        new SqlStatement("DELETE FROM webhook_dead WHERE webhook = @id", ("@id", id)),
        new SqlStatement("DELETE FROM webhook_replays WHERE webhook = @id", ("@id", id)),
        new SqlStatement("DELETE FROM webhooks WHERE id = @id", ("@id", id)),
    ]);

    public Task<IReadOnlyList<DeadDelivery>> DeadAsync(string id, DeadDelivery? after, int limit) => tables.ReadAsync(
        new SqlStatement(
            $"""
            SELECT {DeadRow.Columns} FROM webhook_dead
            WHERE webhook = @id AND (sequence > @sequence OR (sequence = @sequence AND stream > @stream)) ORDER BY sequence, stream LIMIT @limit
            """,
            ("@id", id),
            ("@sequence", after?.Sequence ?? -1),
            ("@stream", after is null ? -1 : (int)after.Stream),
            ("@limit", limit)),
        DeadRow.Read);

    public async Task<DeadDelivery?> FindDeadAsync(string id, EventStream stream, long sequence) => (await tables.ReadAsync(
        new SqlStatement(
            $"SELECT {DeadRow.Columns} FROM webhook_dead WHERE webhook = @id AND stream = @stream AND sequence = @sequence",
            ("@id", id),
            ("@stream", (int)stream),
            ("@sequence", sequence)),
        DeadRow.Read)).SingleOrDefault();

    public async Task<IReadOnlyDictionary<string, long>> CountDeadAsync()
    {
        var rows = await tables.ReadAsync(
            new SqlStatement("SELECT webhook, count(*) FROM webhook_dead GROUP BY webhook"), row => (Webhook: row.GetString(0), Dead: row.GetInt64(1)));
        return rows.ToDictionary(row => row.Webhook, row => row.Dead, StringComparer.Ordinal);
    }

    public Task KeepDeadAsync(string id, DeadDelivery delivery) => tables.WriteAsync([DeadRow.Keep(id, delivery)]);

    public Task ReviveAsync(string id, EventStream stream, long sequence) => tables.WriteAsync(
    [
        new SqlStatement(
            "DELETE FROM webhook_dead WHERE webhook = @id AND stream = @stream AND sequence = @sequence",
            ("@id", id),
            ("@stream", (int)stream),
            ("@sequence", sequence)),
    ]);

    public Task ForgetDeadAsync(DateTimeOffset before) => tables.WriteAsync(
    [
        new SqlStatement(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                DELETE FROM webhook_dead WHERE at < @before AND sequence IN (
                    SELECT sequence FROM webhook_dead WHERE at < @before ORDER BY at LIMIT {ForgottenAtOnce})
                """),
            ("@before", Instants.ToMicroseconds(before))),
    ]);

    public Task<IReadOnlyList<WebhookReplay>> ReplaysAsync() => tables.ReadAsync(
        new SqlStatement($"SELECT {ReplayRow.Columns} FROM webhook_replays WHERE done = 0 ORDER BY at, token"), ReplayRow.Read);

    public async Task<WebhookReplay?> FindReplayAsync(string webhook, string id) => (await tables.ReadAsync(
        new SqlStatement(
            $"SELECT {ReplayRow.Columns} FROM webhook_replays WHERE webhook = @webhook AND id = @id", ("@webhook", webhook), ("@id", id)),
        ReplayRow.Read)).SingleOrDefault();

    public async Task<WebhookReplay?> AddReplayAsync(WebhookReplay replay)
    {
        // Two statements, because one cannot say both in the words that all dialects share: the row, and its going where there are too many.
        await tables.WriteAsync([ReplayRow.Insert(replay), ReplayRow.UnlessTooMany(replay)]);
        return await FindReplayAsync(replay.Webhook, replay.Id);
    }

    public Task EndReplayAsync(WebhookReplay replay) => tables.WriteAsync(
        [new SqlStatement("UPDATE webhook_replays SET done = 1 WHERE token = @token", ("@token", replay.Token))]);
}
