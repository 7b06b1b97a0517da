using System.Text.Json.Serialization;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A subscription that has just been made.</summary>
/// <param name="Secret">With which its deliveries are signed, for once; null in a repetition.</param>
/// <param name="FromSequence">The first sequence of the ledger that it has.</param>
public sealed record NewWebhookView(
    string WebhookId,
    string Url,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Tiers,
    string Description,
    bool Enabled,
    DateTimeOffset CreatedAt,
    long FromSequence,
    string? Secret);

/// <summary>A subscription as it stands.</summary>
/// <param name="Kinds">Empty: all of the ledger.</param>
/// <param name="Tiers">Empty: all.</param>
/// <param name="State"><c>running</c>, <c>full</c> where as many members are held up as may be, or <c>disabled</c>.</param>
/// <param name="DisabledReason"><c>byRequest</c>, <c>gone</c> (a receiver answered 410) or <c>noSuccess</c> (for five days); null while it is enabled.</param>
/// <param name="Cursor">The last sequence of the ledger up to which all is delivered, dead or waiting.</param>
/// <param name="Lag">Events of the ledger behind the cursor.</param>
/// <param name="LagSeconds">Age of the first event that it has not come to.</param>
/// <param name="HeldUpMembers">Members whose next delivery has failed and is tried again.</param>
/// <param name="Dead">Deliveries that were given up, of the last 30 days.</param>
/// <param name="RotatingUntil">Until when the secret before signs too; null where none does.</param>
/// <param name="LastHour">Attempts of the last hour by minute, of minutes in which there was one.</param>
public sealed record WebhookView(
    string WebhookId,
    string Url,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Tiers,
    string Description,
    bool Enabled,
    string State,
    string? DisabledReason,
    DateTimeOffset CreatedAt,
    long Cursor,
    long Lag,
    decimal LagSeconds,
    int HeldUpMembers,
    long Dead,
    DateTimeOffset? LastSuccess,
    WebhookErrorView? LastError,
    DateTimeOffset? RotatingUntil,
    IReadOnlyList<WebhookMinuteView> LastHour,
    IReadOnlyList<ReplayView> Replays);

/// <summary>The last attempt that failed.</summary>
/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="Error">In a word, where it did not; null else.</param>
public sealed record WebhookErrorView(DateTimeOffset At, int? Status, string? Error);

/// <summary>Attempts of a minute.</summary>
public sealed record WebhookMinuteView(DateTimeOffset At, int Delivered, int Failed);

/// <summary>Another secret.</summary>
/// <param name="Secret">With which deliveries are signed from now on, for once.</param>
/// <param name="RotatingUntil">Until when the one before signs too.</param>
public sealed record WebhookSecretView(string WebhookId, string Secret, DateTimeOffset RotatingUntil);

/// <summary>What came back of a test event.</summary>
/// <param name="Status">Null where the receiver did not answer.</param>
/// <param name="Error">In a word, where it did not; null else.</param>
public sealed record WebhookTestView(int? Status, long Milliseconds, string? Error);

/// <summary>A delivery that waits or is dead.</summary>
/// <param name="Sequence">The event's, in its stream.</param>
/// <param name="Stream">ledger, persons, rewards, orders or airport.</param>
/// <param name="Id">The event's one id, in <c>webhook-id</c>.</param>
/// <param name="Version">The member's; null in other streams than the ledger.</param>
/// <param name="Attempts">Made so far; 0 for one that waits behind another of its member.</param>
/// <param name="Next">When it is tried again; null where it is not, or waits behind another.</param>
/// <param name="LastStatus">What the receiver answered last; null where it did not.</param>
/// <param name="LastError">In a word, where it did not; null else.</param>
public sealed record DeliveryView(
    long Sequence, string Stream, string Id, string? MemberId, long? Version, string State, int Attempts, DateTimeOffset? Next, int? LastStatus, string? LastError)
{
    public static DeliveryView Of(WaitingDelivery waiting)
    {
        var status = waiting.Reason is { } reason ? DeliveryReason.StatusOf(reason) : null;
        var told = waiting.Event;
        return new DeliveryView(
            told.Sequence, told.Stream.Word(), told.Id, told.Member?.Value, told.Version, "waiting", waiting.Attempts, waiting.Next, status, status is null ? waiting.Reason : null);
    }

    public static DeliveryView Of(DeadDelivery dead) => new(
        dead.Sequence, dead.Stream.Word(), EventStreams.IdOf(dead.Stream, dead.Sequence), dead.Member, dead.Version, "dead", dead.Attempts, null, dead.LastStatus, dead.LastError);
}

/// <summary>Events that are sent again.</summary>
/// <param name="From">The first sequence of the ledger that is looked at.</param>
/// <param name="To">The last one.</param>
public sealed record ReplayView(
    string ReplayId,
    long From,
    long To,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until,
    string? MemberId,
    DateTimeOffset At)
{
    public static ReplayView Of(WebhookReplay replay) => new(replay.Id, replay.From, replay.To, replay.Since, replay.Until, replay.Member, replay.At);
}

/// <summary>What a replay would send.</summary>
/// <param name="Events">How many, counted up to 10,000.</param>
/// <param name="More">There are more than were counted.</param>
public sealed record ReplayPreviewView(long Events, bool More, long From, long To);
