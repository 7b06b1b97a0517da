using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Push subscriptions and messages as rows.</summary>
internal static class PushRow
{
    /// <summary>In the order that <see cref="ReadSubscription"/> takes them.</summary>
    public const string OfSubscription = "s.id, s.member, s.endpoint, s.public_key, s.secret, s.kinds, s.language, s.device, s.added_at";

    /// <summary>In the order that <see cref="ReadMessage"/> takes them.</summary>
    public const string OfMessage =
        "m.subscription, m.member, m.kind, m.cause, m.version, m.tier, m.day, m.flight, m.made_at, m.next_at, m.expires_at, m.state, m.attempts, m.ended_at";

    /// <summary>How many columns <see cref="OfMessage"/> has.</summary>
    public const int ColumnsOfMessage = 14;

    /// <summary>Finds a message; with <see cref="KeyOf"/>.</summary>
    public const string IsIt = "member = @member AND subscription = @subscription AND kind = @kind AND cause = @cause";

    public static SqlStatement Update(PushSubscription subscription, DateOnly today) => new(
        """
        UPDATE push_subscriptions SET endpoint = @endpoint, public_key = @key, secret = @secret, kinds = @kinds, language = @language, device = CAST(@device AS text), look_on = @today
        WHERE member = @member AND id = @id
        """,
        [.. Values(subscription), ("@today", today.DayNumber)]);

    public static SqlStatement Insert(PushSubscription subscription, DateOnly today) => new(
        """
        INSERT INTO push_subscriptions (member, id, endpoint, public_key, secret, kinds, language, device, added_at, look_on)
        SELECT @member, @id, @endpoint, @key, @secret, @kinds, @language, CAST(@device AS text), @added, @today
        WHERE NOT EXISTS (SELECT 1 FROM push_subscriptions held WHERE held.member = @member AND held.id = @id)
        AND NOT EXISTS (SELECT 1 FROM persons gone WHERE gone.member = @member AND gone.erased_at IS NOT NULL)
        """,
        [.. Values(subscription), ("@added", Instants.ToMicroseconds(subscription.AddedAt)), ("@today", today.DayNumber)]);

    /// <summary>What waits of its kind is replaced by it, where it is not there itself already.</summary>
    public static IEnumerable<SqlStatement> Add(PushMessage message)
    {
        yield return new SqlStatement(
            """
            UPDATE push_messages SET state = @replaced, next_at = NULL, ended_at = @made
            WHERE member = @member AND subscription = @subscription AND kind = @kind AND state = @waiting
            AND NOT EXISTS (SELECT 1 FROM push_messages known WHERE known.member = @member AND known.subscription = @subscription AND known.kind = @kind AND known.cause = @cause)
            """,
            [.. KeyOf(message), ("@replaced", (int)PushState.Replaced), ("@waiting", (int)PushState.Waiting), ("@made", Instants.ToMicroseconds(message.MadeAt))]);
        yield return new SqlStatement(
            """
            INSERT INTO push_messages (member, subscription, kind, cause, version, tier, day, flight, state, attempts, made_at, next_at, expires_at, ended_at, taken_until, token)
            SELECT @member, @subscription, @kind, @cause, CAST(@version AS bigint), CAST(@tier AS text), CAST(@day AS bigint), CAST(@flight AS text), @state, 0, @made, CAST(@next AS bigint), @expires, NULL, 0, ''
            WHERE NOT EXISTS (SELECT 1 FROM push_messages known WHERE known.member = @member AND known.subscription = @subscription AND known.kind = @kind AND known.cause = @cause)
            AND EXISTS (SELECT 1 FROM push_subscriptions held WHERE held.member = @member AND held.id = @subscription)
            """,
            [
                .. KeyOf(message),
                ("@version", message.Version),
                ("@tier", message.Tier),
                ("@day", message.Day?.DayNumber),
                ("@flight", message.Flight),
                ("@state", (int)message.State),
                ("@made", Instants.ToMicroseconds(message.MadeAt)),
                ("@next", Micro(message.NextAt)),
                ("@expires", Instants.ToMicroseconds(message.ExpiresAt)),
            ]);
    }

    /// <summary>A later one of its kind may have replaced it meanwhile: then it stays so, unless it was sent.</summary>
    public static SqlStatement Keep(PushMessage message) => new(
        $"""
        UPDATE push_messages SET state = @state, attempts = @attempts, next_at = CAST(@next AS bigint), ended_at = CAST(@ended AS bigint), taken_until = 0
        WHERE {IsIt} AND (state = @waiting OR @state = @sent)
        """,
        [
            .. KeyOf(message),
            ("@state", (int)message.State),
            ("@attempts", message.Attempts),
            ("@next", Micro(message.NextAt)),
            ("@ended", Micro(message.EndedAt)),
            ("@waiting", (int)PushState.Waiting),
            ("@sent", (int)PushState.Sent),
        ]);

    public static (string, object?)[] KeyOf(PushMessage message) =>
        [("@member", message.Member.Value), ("@subscription", message.Subscription), ("@kind", message.Kind.Word()), ("@cause", message.Cause)];

    public static PushSubscription ReadSubscription(DbDataReader row, int from) => new(
        row.GetString(from),
        MemberId.Of(row.GetString(from + 1)),
        row.GetString(from + 2),
        row.GetString(from + 3),
        row.GetString(from + 4),
        // A kind of a later engine is none here.
        [.. row.GetString(from + 5).Split(' ').Select(PushKinds.Find).OfType<PushKind>()],
        row.GetString(from + 6),
        row.IsDBNull(from + 7) ? null : row.GetString(from + 7),
        Instants.FromMicroseconds(row.GetInt64(from + 8)));

    public static PushMessage ReadMessage(DbDataReader row) => new(
        row.GetString(0),
        MemberId.Of(row.GetString(1)),
        PushKinds.Find(row.GetString(2)) ?? PushKind.TierReached,
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetString(5),
        row.IsDBNull(6) ? null : DateOnly.FromDayNumber((int)row.GetInt64(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        Instants.FromMicroseconds(row.GetInt64(8)),
        At(row, 9),
        Instants.FromMicroseconds(row.GetInt64(10)),
        (PushState)row.GetInt64(11),
        (int)row.GetInt64(12),
        At(row, 13));

    private static (string, object?)[] Values(PushSubscription subscription) =>
    [
        ("@member", subscription.Member.Value),
        ("@id", subscription.Id),
        ("@endpoint", subscription.Endpoint),
        ("@key", subscription.PublicKey),
        ("@secret", subscription.Secret),
        ("@kinds", string.Join(' ', subscription.Kinds.Select(kind => kind.Word()))),
        ("@language", subscription.Language),
        ("@device", subscription.Device),
    ];

    private static long? Micro(DateTimeOffset? at) => at is { } instant ? Instants.ToMicroseconds(instant) : null;

    private static DateTimeOffset? At(DbDataReader row, int column) => row.IsDBNull(column) ? null : Instants.FromMicroseconds(row.GetInt64(column));
}
