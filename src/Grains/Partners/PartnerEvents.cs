using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Takes events of purchases that an order at a partner awaits and the ledger has no room for, because the credit waits for nothing. What the
/// ledger takes comes to the order by itself.
/// </summary>
public sealed class PartnerEvents(PartnerBook partners, PartnerOrderBook orders, EarnPlanner planner, IJournal journal, IGrainFactory grains, ProgrammeClock clock, PartnerOrderDispatcher dispatcher)
{
    /// <summary>Notes an event of a purchase at its account, and at the orders that await it.</summary>
    /// <param name="ownOnly">Only of a purchase of the same source.</param>
    /// <returns>Refused as the account refuses; not with <c>credit-not-pending</c> where an order awaits it.</returns>
    public async Task<Outcome<PurchaseReceipt>> NoteAsync(MemberId member, PurchaseEvent happened, bool ownOnly)
    {
        var account = grains.LoyaltyAccount(member);
        if (!await AnyAsync())
            return await account.NotePurchaseEvent(happened, ownOnly);
        if (await orders.Store.FindEventAsync(happened.EventId.Value) is { } earlier)
            return await AgainAsync(member, happened, earlier);
        var outcome = await account.NotePurchaseEvent(happened, ownOnly);
        // What the ledger has recorded comes to the order by itself.
        if (outcome is { Refusal: null, IsRepeat: false } or { Refusal.Code: not "credit-not-pending" } || await TakenAsync(member, happened) is not { } taken)
            return outcome;
        return await ReceiptAsync(member, happened.TransactionId) is { Value: { } receipt } ? new Outcome<PurchaseReceipt>(receipt, null, IsRepeat: !taken) : outcome;
    }

    // Null where no order awaits it; whether it is new to them where one does.
    private async Task<bool?> TakenAsync(MemberId member, PurchaseEvent happened)
    {
        // The follower may not have come to the purchase.
        if (await FindPostedAsync(member, happened.TransactionId) is not { } posted)
            return null;
        await planner.PlanAsync([posted]);
        var awaiting = new List<PartnerOrder>();
        foreach (var held in await orders.Store.OfTransactionsAsync([happened.TransactionId]))
        {
            if (PartnerOrders.Knows(held.Order, (await partners.TermsAsync(held.Order)).Earn!, happened.Kind))
                awaiting.Add(held.Order);
        }

        if (awaiting.Count == 0)
            return null;
        // The first of a kind stays.
        var known = await planner.KnownAsync(awaiting[0]);
        if (PartnerPurchase.DayOf(happened.Kind) is { } day && known.On(day) is not null)
            return false;
        var kept = await orders.Store.AddEventAsync(new PartnerEvent(happened, member, clock.Now));
        await RefreshAsync(awaiting);
        return kept.Happened.IsReportOf(happened);
    }

    private async Task<Outcome<PurchaseReceipt>> AgainAsync(MemberId member, PurchaseEvent happened, PartnerEvent earlier)
    {
        if (earlier.Member != member || !happened.IsReportOf(earlier.Happened))
            return Refusals.EventIdReused(happened.EventId);
        await RefreshAsync([.. (await orders.Store.OfTransactionsAsync([happened.TransactionId])).Select(held => held.Order)]);
        return (await ReceiptAsync(member, happened.TransactionId)).AsRepeat();
    }

    // The purchase's own, which nothing of this changes.
    private async Task<Outcome<PurchaseReceipt>> ReceiptAsync(MemberId member, TransactionId transaction) =>
        await FindPostedAsync(member, transaction) is { Event: PurchasePosted posted }
            ? await grains.LoyaltyAccount(member).RecordPurchase(posted.Posting.Purchase)
            : new Refusal("unknown-transaction", $"The member has no purchase '{transaction}'.", "transactionId");

    private async Task<bool> AnyAsync() => (await partners.CurrentAsync()).Any(partner => partner.Terms.Earn is not null);

    private async Task<RecordedEvent?> FindPostedAsync(MemberId member, TransactionId transaction) =>
        (await journal.FindAsync([CommandKey.Of(transaction)])).FirstOrDefault(row => row.Member == member && row.Event is PurchasePosted);

    private async Task RefreshAsync(IReadOnlyList<PartnerOrder> awaiting)
    {
        foreach (var order in awaiting)
        {
            var earn = (await partners.TermsAsync(order)).Earn!;
            var purchase = await planner.KnownAsync(order);
            await orders.ChangeAsync(order.OrderId, now => PartnerOrders.Refresh(now, earn, purchase, clock.StartOf, clock.Today));
        }

        dispatcher.Wake();
    }
}
