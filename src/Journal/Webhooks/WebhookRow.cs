using System.Data.Common;
using System.Globalization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A subscription as a row.</summary>
internal static class WebhookRow
{
    public const string Columns =
        "id, url, kinds, tiers, description, secrets, begins, created_at, claim, token, disabled, failing_since, last_success, error_at, error_status, error_text, recent";

    /// <summary>Adds it unless the id is taken or there are as many as there may be.</summary>
    public static SqlStatement Insert(WebhookSubscription subscription) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO webhooks (id, url, kinds, tiers, description, secrets, begins, created_at, claim, token, recent)
            SELECT @id, @url, @kinds, @tiers, @description, @secrets, @begins, @created, @claim, @token, ''
            WHERE NOT EXISTS (SELECT 1 FROM webhooks WHERE id = @id) AND (SELECT count(*) FROM webhooks) < {IWebhookStore.MaxSubscriptions}
            """),
        ("@id", subscription.Id),
        ("@url", subscription.Url),
        ("@kinds", Words(subscription.Kinds)),
        ("@tiers", Words(subscription.Tiers)),
        ("@description", subscription.Description),
        ("@secrets", Text(subscription.Secrets)),
        ("@begins", Text(subscription.Begins)),
        ("@created", Instants.ToMicroseconds(subscription.CreatedAt)),
        ("@claim", subscription.Claim),
        ("@token", subscription.Token));

    public static SqlStatement Change(WebhookSubscription subscription) => new(
        "UPDATE webhooks SET url = @url, kinds = @kinds, tiers = @tiers, description = @description, secrets = @secrets WHERE id = @id",
        ("@id", subscription.Id),
        ("@url", subscription.Url),
        ("@kinds", Words(subscription.Kinds)),
        ("@tiers", Words(subscription.Tiers)),
        ("@description", subscription.Description),
        ("@secrets", Text(subscription.Secrets)));

    public static SqlStatement Note(string id, WebhookHealth health) => new(
        """
        UPDATE webhooks SET failing_since = @failing, last_success = @success, error_at = @error_at, error_status = @error_status,
            error_text = @error_text, recent = @recent
        WHERE id = @id
        """,
        ("@id", id),
        ("@failing", Micro(health.FailingSince)),
        ("@success", Micro(health.LastSuccess)),
        ("@error_at", Micro(health.LastError?.At)),
        ("@error_status", health.LastError?.Status),
        ("@error_text", health.LastError?.Error),
        ("@recent", Text(health.Hour)));

    public static WebhookSubscription Read(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        Words(row.GetString(2)),
        Words(row.GetString(3)),
        row.GetString(4),
        Secrets(row.GetString(5)),
        Begins(row.GetString(6)),
        Instants.FromMicroseconds(row.GetInt64(7)),
        row.GetString(8),
        row.GetString(9))
    {
        Health = new WebhookHealth
        {
            Disabled = row.IsDBNull(10) ? null : row.GetString(10),
            FailingSince = Instant(row, 11),
            LastSuccess = Instant(row, 12),
            LastError = Instant(row, 13) is { } at
                ? new WebhookFailure(at, row.IsDBNull(14) ? null : row.GetInt32(14), row.IsDBNull(15) ? null : row.GetString(15))
                : null,
            Hour = Hour(row.GetString(16)),
        },
    };

    private static string Words(IReadOnlyList<string> words) => string.Join(' ', words);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // One a line: the end in microseconds, or nothing, then the wrapped text, which has no space in it.
    private static string Text(IReadOnlyList<WebhookSecret> secrets) =>
        string.Join('\n', secrets.Select(secret => string.Create(CultureInfo.InvariantCulture, $"{Micro(secret.Until)} {secret.Wrapped}")));

    private static List<WebhookSecret> Secrets(string text) =>
    [
        .. text.Split('\n').Select(line => line.Split(' ')).Select(parts => new WebhookSecret(
            parts[1], parts[0].Length == 0 ? null : Instants.FromMicroseconds(Number(parts[0])))),
    ];

    private static string Text(IReadOnlyDictionary<EventStream, long> begins) =>
        string.Join(' ', begins.Select(begin => string.Create(CultureInfo.InvariantCulture, $"{begin.Key.Word()}:{begin.Value}")));

    private static Dictionary<EventStream, long> Begins(string text) => Words(text).Select(word => word.Split(':'))
        .ToDictionary(parts => EventStreams.Find(parts[0]) ?? throw new FormatException($"'{parts[0]}' is no stream."), parts => Number(parts[1]));

    private static string Text(IReadOnlyList<WebhookMinute> hour) =>
        string.Join(' ', hour.Select(minute => string.Create(CultureInfo.InvariantCulture, $"{Instants.ToMicroseconds(minute.At)}:{minute.Delivered}:{minute.Failed}")));

    private static List<WebhookMinute> Hour(string text) =>
    [
        .. Words(text).Select(word => word.Split(':')).Select(parts =>
            new WebhookMinute(Instants.FromMicroseconds(Number(parts[0])), (int)Number(parts[1]), (int)Number(parts[2]))),
    ];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long? Micro(DateTimeOffset? instant) => instant is { } at ? Instants.ToMicroseconds(at) : null;

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instants.FromMicroseconds(row.GetInt64(column));
}
