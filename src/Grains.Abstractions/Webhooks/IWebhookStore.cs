using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Subscriptions, replays, and pointers to deliveries that are dead. No event is stored here.</summary>
/// <exception cref="EngineBusyException">Too many writes wait: nothing was or will be written.</exception>
/// <exception cref="JournalUnavailableException">It cannot be read now, or the outcome of a write is unknown.</exception>
public interface IWebhookStore
{
    /// <summary>Subscriptions at most.</summary>
    const int MaxSubscriptions = 100;

    /// <summary>Replays that may be under way, of all subscriptions.</summary>
    const int MaxReplays = 16;

    /// <summary>Adds a subscription unless its id is taken or there are as many as there may be; durable when it answers.</summary>
    /// <returns>What stands under the id now; null where there are too many.</returns>
    Task<WebhookSubscription?> AddAsync(WebhookSubscription subscription);

    Task<WebhookSubscription?> FindAsync(string id);

    /// <summary>All of them, in the order they were made.</summary>
    Task<IReadOnlyList<WebhookSubscription>> LoadAsync();

    /// <summary>Keeps what may be changed of a subscription; one that has ended stays so.</summary>
    Task ChangeAsync(WebhookSubscription subscription);

    /// <summary>Keeps how a receiver has been lately; not whether it is sent to.</summary>
    Task NoteAsync(string id, WebhookHealth health);

    /// <summary>Keeps whether it is sent to; who begins anew has not failed yet.</summary>
    /// <param name="disabled">See <see cref="WebhookHealth.Disabled"/>.</param>
    Task SwitchAsync(string id, string? disabled);

    /// <summary>Ends a subscription with all that is kept of it.</summary>
    Task DeleteAsync(string id);

    /// <summary>Dead deliveries in the order of sequences and streams.</summary>
    Task<IReadOnlyList<DeadDelivery>> DeadAsync(string id, DeadDelivery? after, int limit);

    Task<DeadDelivery?> FindDeadAsync(string id, EventStream stream, long sequence);

    /// <summary>How many dead deliveries there are, by subscription; those that have none are left out.</summary>
    Task<IReadOnlyDictionary<string, long>> CountDeadAsync();

    /// <summary>Keeps a dead delivery, in place of what is kept of it; durable when it answers.</summary>
    Task KeepDeadAsync(string id, DeadDelivery delivery);

    /// <summary>It has been delivered after all.</summary>
    Task ReviveAsync(string id, EventStream stream, long sequence);

    /// <summary>Forgets dead deliveries from before an instant, some hundreds at once.</summary>
    Task ForgetDeadAsync(DateTimeOffset before);

    /// <summary>Replays that are under way, in the order they were asked for.</summary>
    Task<IReadOnlyList<WebhookReplay>> ReplaysAsync();

    Task<WebhookReplay?> FindReplayAsync(string webhook, string id);

    /// <summary>Adds a replay unless its id is taken or as many are under way as may be; durable when it answers.</summary>
    /// <returns>What stands under the id; null where there are too many.</returns>
    Task<WebhookReplay?> AddReplayAsync(WebhookReplay replay);

    /// <summary>A replay is through.</summary>
    Task EndReplayAsync(WebhookReplay replay);
}

/// <summary>A subscription as it is kept.</summary>
/// <param name="Kinds">Empty: all of the ledger.</param>
/// <param name="Tiers">Codes; empty: all.</param>
/// <param name="Secrets">The one that stays first, then those that end.</param>
/// <param name="Begins">The sequence after which it begins, by stream; 0 where a stream is left out.</param>
/// <param name="Claim">What it was asked for with, to know a repetition.</param>
/// <param name="Token">Random, by which its maker knows it.</param>
public sealed record WebhookSubscription(
    string Id,
    string Url,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Tiers,
    string Description,
    IReadOnlyList<WebhookSecret> Secrets,
    IReadOnlyDictionary<EventStream, long> Begins,
    DateTimeOffset CreatedAt,
    string Claim,
    string Token)
{
    public WebhookHealth Health { get; init; } = new();

    /// <summary>What it wants to hear.</summary>
    public WebhookFilter Filter => new(Kinds, Tiers);
}

/// <summary>A secret as it is kept.</summary>
/// <param name="Wrapped">Encrypted.</param>
/// <param name="Until">When it ends; null for the one that stays.</param>
public sealed record WebhookSecret(string Wrapped, DateTimeOffset? Until);

/// <summary>How a receiver has been lately.</summary>
public sealed record WebhookHealth
{
    /// <summary>Why nothing is sent: <c>byRequest</c>, <c>gone</c> or <c>noSuccess</c>; null while it is enabled.</summary>
    public string? Disabled { get; init; }

    /// <summary>The first failure since the last success.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    public WebhookFailure? LastError { get; init; }

    /// <summary>Attempts of the last hour, the newest last; minutes in which there was none are left out.</summary>
    public IReadOnlyList<WebhookMinute> Hour { get; init; } = [];
}

/// <summary>An attempt that failed.</summary>
/// <param name="Status">What was answered; null where nothing was.</param>
/// <param name="Error">In a word, where nothing was answered.</param>
public sealed record WebhookFailure(DateTimeOffset At, int? Status, string? Error);

/// <summary>Attempts of a minute.</summary>
public sealed record WebhookMinute(DateTimeOffset At, int Delivered, int Failed);

/// <summary>A pointer to an event that was tried as often as may be.</summary>
/// <param name="Version">The member's, for the ledger.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadDelivery(
    EventStream Stream, long Sequence, string? Member, long? Version, int Attempts, int? LastStatus, string? LastError, DateTimeOffset At)
{
    /// <summary>For how long it is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);
}

/// <summary>Events to be sent again.</summary>
/// <param name="Token">Names its follower: ids of callers are unique within their subscription only.</param>
/// <param name="From">The first sequence of the ledger.</param>
/// <param name="To">The last one.</param>
/// <param name="Since">Only what was recorded from this instant on; null: all of them.</param>
/// <param name="Until">Only what was recorded up to this instant; null: all of them.</param>
/// <param name="Member">Only of this member; null: of all.</param>
/// <param name="Claim">What it was asked for with.</param>
public sealed record WebhookReplay(
    string Webhook, string Id, string Token, long From, long To, DateTimeOffset? Since, DateTimeOffset? Until, string? Member, DateTimeOffset At, string Claim)
{
    public bool IsDone { get; init; }
}
