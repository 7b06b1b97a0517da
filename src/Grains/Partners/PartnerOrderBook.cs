using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Adds and changes orders, and tells what has changed in the stream of orders and to whoever watches the member.</summary>
public sealed class PartnerOrderBook(IPartnerStore store, IHubPublisher hub, IGrainFactory grains, ProgrammeClock clock, TimeProvider time)
{
    /// <summary>How long an order is taken: longer than a partner may take to answer, twice.</summary>
    public static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(30);

    /// <summary>How often a change is tried anew where somebody else has changed the order in between.</summary>
    private const int MaxTries = 20;

    /// <summary>Orders of a member that are read at once.</summary>
    private const int PageSize = 200;

    /// <summary>What is kept.</summary>
    public IPartnerStore Store => store;

    /// <summary>The machine's clock, by which orders are taken.</summary>
    public DateTimeOffset Real => time.GetUtcNow();

    /// <summary>Adds an order unless its source has one.</summary>
    /// <returns>The order that stands for the source; null where its id is another's, or its member is erased.</returns>
    public async Task<HeldOrder?> AddAsync(PartnerOrder order, string source)
    {
        var held = await store.AddAsync(order, source, await EntryAsync(order));
        // Else its source had one already, which was told then.
        if (held?.Order.OrderId == order.OrderId && held.Order.CreatedAt == order.CreatedAt)
            Tell(order);
        return held;
    }

    /// <summary>Takes an order for a step.</summary>
    /// <returns>Null where somebody was quicker, or another order of the member is at the partner.</returns>
    public Task<HeldOrder?> TakeAsync(HeldOrder read, PartnerOrder begun, bool isHeld = false) =>
        KeepAsync(read, begun, new OrderClaim(Real, Real + TakenFor, isHeld));

    /// <summary>Puts a change in the place of what was read.</summary>
    /// <returns>Null where somebody was quicker.</returns>
    public Task<HeldOrder?> KeepAsync(HeldOrder read, PartnerOrder changed) => KeepAsync(read, changed, claim: null);

    /// <summary>Changes an order as it is now; what is equal is not written.</summary>
    /// <returns>The order after it; null where there is none.</returns>
    public async Task<PartnerOrder?> ChangeAsync(string orderId, Func<PartnerOrder, PartnerOrder> change, bool isTaken = false)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await store.FindOrderAsync(orderId) is not { } read)
                return null;
            var changed = change(read.Order);
            // One that was taken is given back at any rate.
            if (changed == read.Order && !isTaken)
                return changed;
            if (await KeepAsync(read, changed) is { } kept)
                return kept.Order;
        }

        throw new EngineBusyException($"Order '{orderId}' is changed by too many at once.");
    }

    /// <summary>Ends what can be ended of a member who is being erased.</summary>
    public async Task EraseAsync(MemberId member)
    {
        HeldOrder? last = null;
        while (await store.ListAsync(new OrderQuery(Member: member), last, PageSize) is { Count: > 0 } page)
        {
            foreach (var held in page)
                await ChangeAsync(held.Order.OrderId, order => PartnerOrders.Erase(order, clock.Now));
            last = page[^1];
        }
    }

    private async Task<HeldOrder?> KeepAsync(HeldOrder read, PartnerOrder changed, OrderClaim? claim)
    {
        var stamped = changed with { UpdatedAt = clock.Now };
        var isTold = changed.State != read.Order.State || changed.Lost != read.Order.Lost;
        var kept = await store.ChangeAsync(read, stamped, claim, isTold ? await EntryAsync(stamped) : null);
        if (kept is not null && isTold)
            Tell(stamped);
        return kept;
    }

    private void Tell(PartnerOrder order)
    {
        if (order.Member is { } member && hub.Wants(member))
            hub.Publish(new RewardChange(member.Value, null, null, order.OrderId, "orderChanged", order.UpdatedAt));
    }

    private async Task<StreamEntry?> EntryAsync(PartnerOrder order) => order.Member is { } member
        ? new StreamEntry(member, clock.Today, order.UpdatedAt, await Travellers.TierCodeAsync(grains, member), OrderChanged.Of(order))
        : null;
}
