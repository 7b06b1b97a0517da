using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Partners, and orders at them. No number and no PIN is kept here.</summary>
/// <exception cref="EngineBusyException">Too many writes wait: nothing was or will be written.</exception>
/// <exception cref="JournalUnavailableException">It cannot be read now, or the outcome of a write is unknown.</exception>
public interface IPartnerStore
{
    /// <summary>Partners at most.</summary>
    const int MaxPartners = 50;

    /// <summary>Orders, previews and events that are forgotten at once.</summary>
    const int ForgottenAtOnce = 500;

    /// <summary>The newest data of every partner, by name.</summary>
    Task<IReadOnlyList<PartnerRecord>> LoadAsync();

    /// <summary>A partner's data by its number; null: none such.</summary>
    Task<PartnerRecord?> FindAsync(string partner, int terms);

    /// <summary>Keeps data behind those before, unless there are as many partners as may be; durable when it answers.</summary>
    /// <returns>What is newest now; null where there are too many.</returns>
    Task<PartnerRecord?> KeepAsync(PartnerRecord record);

    /// <summary>Adds an order unless its source has one, its member is erased or its id is taken; durable when it answers.</summary>
    /// <param name="source">What the order is for, unique: a purchase at a partner, or a caller's id.</param>
    /// <param name="told">The event of it; null for points of somebody who is no member.</param>
    /// <returns>The order that stands for the source; null where there is none.</returns>
    Task<HeldOrder?> AddAsync(PartnerOrder order, string source, StreamEntry? told);

    Task<HeldOrder?> FindOrderAsync(string orderId);

    /// <summary>Keeps an order in place of what was read, where nobody has changed it since; durable when it answers.</summary>
    /// <param name="claim">Takes the order for a while, where no other order of its member at the partner is taken; null gives it back.</param>
    /// <param name="told">The event of the change, or null.</param>
    /// <returns>The order as it is kept; null where somebody was quicker, or another is taken.</returns>
    Task<HeldOrder?> ChangeAsync(HeldOrder read, PartnerOrder changed, OrderClaim? claim, StreamEntry? told);

    /// <summary>Orders that the engine has something to do with, the longest due first: none that is taken, or that waits for another of its member.</summary>
    /// <param name="now">By the engine's clock.</param>
    /// <param name="real">By the machine's.</param>
    Task<IReadOnlyList<HeldOrder>> DueAsync(DateTimeOffset now, DateTimeOffset real, int limit);

    /// <summary>Gives back what a process that has gone had taken; for who is alone at the store.</summary>
    Task ReleaseAllAsync();

    /// <summary>Orders in the order they were made, newest first.</summary>
    /// <param name="after">The last of the page before; null for the first page.</param>
    Task<IReadOnlyList<HeldOrder>> ListAsync(OrderQuery query, HeldOrder? after, int limit);

    /// <summary>The orders of purchases.</summary>
    Task<IReadOnlyList<HeldOrder>> OfTransactionsAsync(IReadOnlyList<TransactionId> transactions);

    /// <summary>How many orders there are, by partner and state.</summary>
    Task<IReadOnlyList<OrderCount>> CountAsync();

    /// <summary>Points that moved on some days, by partner and its data.</summary>
    Task<IReadOnlyList<PartnerSum>> SumAsync(DateOnly first, DateOnly last);

    /// <summary>The same one by one, in their order.</summary>
    Task<IReadOnlyList<PartnerMovement>> MovementsAsync(DateOnly first, DateOnly last, PartnerMovement? after, int limit);

    Task AddPreviewAsync(PartnerPreview preview);

    Task<PartnerPreview?> FindPreviewAsync(string previewId);

    /// <summary>Keeps an event of a purchase that an order awaits, unless its id is taken; durable when it answers.</summary>
    /// <returns>What stands under the id.</returns>
    Task<PartnerEvent> AddEventAsync(PartnerEvent happened);

    Task<PartnerEvent?> FindEventAsync(string eventId);

    Task<IReadOnlyList<PartnerEvent>> EventsAsync(TransactionId transaction);

    /// <summary>Forgets a bounded number of previews that bind no more, and of orders and events from before an instant that have ended.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> ForgetAsync(DateTimeOffset previews, DateTimeOffset orders);
}

/// <summary>A partner's data as they are kept.</summary>
/// <param name="Terms">1, 2, 3 … of a partner.</param>
public sealed record PartnerRecord(string Partner, int Terms, PartnerFile File, DateTimeOffset At);

/// <summary>An order as it was read.</summary>
/// <param name="Revision">Grows with each change.</param>
public sealed record HeldOrder(PartnerOrder Order, long Revision);

/// <summary>Takes an order, so that nobody else works on it or on another of its member at the partner.</summary>
/// <param name="Now">By the machine's clock, as the end: a clock that stands would keep what a dead process has taken.</param>
/// <param name="IsHeld">It is taken already, and stays so.</param>
public sealed record OrderClaim(DateTimeOffset Now, DateTimeOffset Until, bool IsHeld = false);

/// <summary>Which orders are asked for; what is null is not asked about.</summary>
public sealed record OrderQuery(PartnerOrderState? State = null, MemberId? Member = null, string? Partner = null);

/// <summary>Orders that are counted together.</summary>
public sealed record OrderCount(string Partner, PartnerOrderState State, long Orders);

/// <summary>What has moved at a partner by an order.</summary>
public enum PartnerMovementKind
{
    /// <summary>Points that were credited, and are paid for.</summary>
    Sent,

    /// <summary>Points whose purchase was taken back after they were sent.</summary>
    Lost,

    /// <summary>Points that paid, or were exchanged.</summary>
    Spent,
}

/// <summary>Points that moved by an order.</summary>
/// <param name="Value">In minor units of the currency, for spent ones.</param>
public sealed record PartnerMovement(
    string OrderId, long Revision, string Partner, int Terms, PartnerMovementKind Kind, DateOnly Day, long Points, long? Value, string? Currency, string? Member, string? Transaction);

/// <summary>Points that moved, counted together.</summary>
public sealed record PartnerSum(string Partner, int Terms, PartnerMovementKind Kind, string? Currency, long Orders, long Points, long Value);

/// <summary>What was told of points and their value; it binds for a while.</summary>
/// <param name="Points">What they are.</param>
/// <param name="Value">In minor units of the currency.</param>
/// <param name="Terms">Number of the partner's data that gave it.</param>
public sealed record PartnerPreview(
    string PreviewId, string Partner, int Terms, PartnerDirection Direction, long Points, long Value, string Currency, DateTimeOffset BoundUntil);

/// <summary>Which way points go.</summary>
public enum PartnerDirection
{
    Earn,
    Burn,
    ExchangeIn,
}

/// <summary>An event of a purchase that the ledger has no room for, because its credit waits for nothing.</summary>
public sealed record PartnerEvent(PurchaseEvent Happened, MemberId Member, DateTimeOffset At);
