using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Browsers that members have agreed to be told things in, and what each is told, once.</summary>
public interface IPushStore
{
    /// <summary>Subscriptions of one member; the one added first goes when there would be more.</summary>
    const int MaxSubscriptions = 10;

    /// <summary>Keeps a subscription, in place of what was kept under its id; of who is erased none is kept. Durable when it answers.</summary>
    /// <param name="today">On which the member's forecast is looked at.</param>
    /// <returns>As it is kept, with the instant it was added first; null where the member is erased.</returns>
    Task<PushSubscription?> KeepAsync(PushSubscription subscription, DateOnly today);

    /// <summary>Takes a subscription away with all that was to be sent to it; what is not there stays away.</summary>
    Task RemoveAsync(MemberId member, string id);

    /// <summary>The subscriptions of a member, in the order they were added.</summary>
    Task<IReadOnlyList<PushSubscription>> ReadAsync(MemberId member);

    /// <summary>Whether anybody has one.</summary>
    Task<bool> AnyAsync();

    /// <summary>Who of these members has one.</summary>
    Task<IReadOnlySet<MemberId>> SubscribedAsync(IReadOnlyCollection<MemberId> members);

    /// <summary>Members whose forecast is to be looked at by a day, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<MemberId>> ToLookAtAsync(DateOnly today, int limit);

    /// <summary>Puts off looking at members' forecasts, or sets a day for it.</summary>
    /// <param name="instead">Only where it was to be looked at on this day; null for whenever it was.</param>
    /// <param name="on">Null for not at all.</param>
    Task LookOnAsync(IReadOnlyCollection<MemberId> members, DateOnly? on, DateOnly? instead = null);

    /// <summary>
    /// Adds messages, each once for its subscription, kind and cause, and only while that subscription is there. One that waits is replaced by a
    /// later one of its kind.
    /// </summary>
    /// <param name="forgetBefore">What was made before this instant goes.</param>
    Task AddAsync(IReadOnlyList<PushMessage> messages, DateTimeOffset forgetBefore);

    /// <summary>Messages that are to be sent by an instant and that nobody has taken, oldest first, each with its subscription.</summary>
    /// <param name="now">By the engine's clock.</param>
    /// <param name="real">By the machine's clock: what was taken until before is free.</param>
    Task<IReadOnlyList<(PushMessage Message, PushSubscription To)>> DueAsync(DateTimeOffset now, DateTimeOffset real, int limit);

    /// <summary>Takes a message for a while, so that of two processes one sends it.</summary>
    /// <returns>Whether it is the caller's.</returns>
    Task<bool> TakeAsync(PushMessage message, DateTimeOffset real, DateTimeOffset until);

    /// <summary>Keeps what became of a message, and gives it back.</summary>
    Task KeepAsync(PushMessage message);

    /// <summary>What a member was told or is to be told, the latest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<PushMessage>> ReadMessagesAsync(MemberId member, int limit);
}

/// <summary>A browser that a member has agreed to be told things in.</summary>
/// <param name="Id">Made of the member and the endpoint; no secret.</param>
/// <param name="Endpoint">Where its push service takes messages for it. Whoever knows it can be told from others: it is personal.</param>
/// <param name="PublicKey">The browser's key (P-256), in Base64 for addresses: <c>p256dh</c>.</param>
/// <param name="Secret">The browser's secret of 16 bytes, in the same way: <c>auth</c>.</param>
/// <param name="Language">In which it is told: <c>de</c>, <c>fr</c>, <c>it</c> or <c>en</c>.</param>
/// <param name="Device">What it calls itself, or null.</param>
public sealed record PushSubscription(
    string Id, MemberId Member, string Endpoint, string PublicKey, string Secret, IReadOnlyList<PushKind> Kinds, string Language, string? Device, DateTimeOffset AddedAt);

/// <summary>What became of a message.</summary>
public enum PushState
{
    /// <summary>It is to be sent.</summary>
    Waiting,

    /// <summary>The push service has it.</summary>
    Sent,

    /// <summary>Another one of its kind came before it was sent.</summary>
    Replaced,

    /// <summary>It was not sent in the time that it was worth telling.</summary>
    Expired,

    /// <summary>The push service will not take it.</summary>
    Refused,

    /// <summary>The member no longer wants its kind.</summary>
    Unwanted,
}

/// <summary>One message to one browser. It holds what its text names and nothing more.</summary>
/// <param name="Cause">What it is told for, once: a sequence of a stream, or the day of a drop.</param>
/// <param name="Version">The account's, where it is told of that.</param>
/// <param name="Tier">Name of the tier it is about.</param>
/// <param name="Day">The day it is about.</param>
/// <param name="Flight">The flight it is about.</param>
/// <param name="NextAt">When it is to be tried; null where it has ended.</param>
/// <param name="ExpiresAt">From then on it is not sent.</param>
public sealed record PushMessage(
    string Subscription,
    MemberId Member,
    PushKind Kind,
    string Cause,
    long? Version,
    string? Tier,
    DateOnly? Day,
    string? Flight,
    DateTimeOffset MadeAt,
    DateTimeOffset? NextAt,
    DateTimeOffset ExpiresAt,
    PushState State = PushState.Waiting,
    int Attempts = 0,
    DateTimeOffset? EndedAt = null)
{
    /// <summary>The same, ended.</summary>
    public PushMessage Ended(PushState state, DateTimeOffset at) => this with { State = state, NextAt = null, EndedAt = at };
}
