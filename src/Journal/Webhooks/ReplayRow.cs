using System.Data.Common;
using System.Globalization;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A replay as a row.</summary>
internal static class ReplayRow
{
    public const string Columns = "webhook, id, token, from_sequence, to_sequence, since, until, member, at, claim, done";

    /// <summary>Adds it unless its id is taken.</summary>
    public static SqlStatement Insert(WebhookReplay replay) => new(
        """
        INSERT INTO webhook_replays (webhook, id, token, from_sequence, to_sequence, since, until, member, at, claim, done)
        VALUES (@webhook, @id, @token, @from, @to, @since, @until, @member, @at, @claim, 0) ON CONFLICT (webhook, id) DO NOTHING
        """,
        ("@webhook", replay.Webhook),
        ("@id", replay.Id),
        ("@token", replay.Token),
        ("@from", replay.From),
        ("@to", replay.To),
        ("@since", replay.Since is { } since ? Instants.ToMicroseconds(since) : null),
        ("@until", replay.Until is { } until ? Instants.ToMicroseconds(until) : null),
        ("@member", replay.Member),
        ("@at", Instants.ToMicroseconds(replay.At)),
        ("@claim", replay.Claim));

    /// <summary>Takes it away again where more are under way than may be.</summary>
    public static SqlStatement UnlessTooMany(WebhookReplay replay) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"DELETE FROM webhook_replays WHERE token = @token AND (SELECT count(*) FROM webhook_replays WHERE done = 0) > {IWebhookStore.MaxReplays}"),
        ("@token", replay.Token));

    public static WebhookReplay Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetInt64(3),
        row.GetInt64(4),
        row.IsDBNull(5) ? null : Instants.FromMicroseconds(row.GetInt64(5)),
        row.IsDBNull(6) ? null : Instants.FromMicroseconds(row.GetInt64(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        Instants.FromMicroseconds(row.GetInt64(8)),
        row.GetString(9))
    {
        IsDone = row.GetInt32(10) != 0,
    };
}
