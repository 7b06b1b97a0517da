using System.Security.Cryptography;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// Plans earn orders of purchases as the ledger has them, and keeps them up with it. One order of a purchase at a partner, however often it
/// is planned.
/// </summary>
public sealed class EarnPlanner(
    PartnerBook partners, PartnerOrderBook orders, INumberStore numbers, IJournal journal, ProgrammeBook programmes, ProgrammeClock clock)
{
    /// <summary>What is decided before midnight may be recorded after it.</summary>
    private static readonly TimeSpan OverMidnight = TimeSpan.FromMinutes(1);

    /// <summary>Plans what purchases bring at partners.</summary>
    /// <param name="posted">Events with a purchase.</param>
    public async Task PlanAsync(IReadOnlyList<RecordedEvent> posted)
    {
        var earning = (await partners.CurrentAsync()).Where(partner => partner.Terms.Earn is not null).ToList();
        var matching = posted.Where(IsLive).Where(one => earning.Exists(partner => partner.Terms.Earn!.MayMatch(PostingOf(one)))).ToList();
        if (matching.Count == 0)
            return;
        var held = (await numbers.ReadMembersAsync([.. matching.Select(one => one.Member).Distinct()])).Select(number => (number.Member, number.Scheme)).ToHashSet();
        foreach (var one in matching)
        {
            foreach (var (record, terms) in earning.Where(partner => held.Contains((one.Member, partner.Terms.Scheme)) && partner.Terms.Earn!.MayMatch(PostingOf(one))))
            {
                if (await MatchesAsync(one, terms.Earn!))
                    await PlanAsync(one, record, terms.Earn!);
            }
        }
    }

    /// <summary>Keeps orders up with what has happened to their purchases.</summary>
    public async Task FollowAsync(IReadOnlyList<RecordedEvent> changes)
    {
        var about = changes.Select(change => (Change: change, Transaction: TransactionOf(change.Event))).Where(one => one.Transaction is not null).ToList();
        if (about.Count == 0)
            return;
        var held = (await orders.Store.OfTransactionsAsync([.. about.Select(one => one.Transaction!.Value)])).ToLookup(order => order.Order.Purchase!.TransactionId);
        foreach (var (change, transaction) in about)
        {
            foreach (var order in held[transaction!.Value])
                await FollowAsync(order.Order, change);
        }
    }

    /// <summary>Brings an order up to what the ledger and the partners' own events say now.</summary>
    public async Task<PartnerPurchase> KnownAsync(PartnerOrder order)
    {
        var purchase = order.Purchase!;
        await foreach (var recorded in AccountHistory.ReadAsync(journal, order.Member!.Value, purchase.Version))
            purchase = purchase.After(recorded.Event, recorded.Version);
        foreach (var kept in await orders.Store.EventsAsync(purchase.TransactionId))
            purchase = purchase.After(kept.Happened);
        return purchase;
    }

    /// <summary>An order with what is known of its purchase now.</summary>
    public async Task<PartnerOrder> RefreshedAsync(PartnerOrder order, PartnerEarn earn) =>
        PartnerOrders.Refresh(order, earn, await KnownAsync(order), clock.StartOf, clock.Today);

    private async Task FollowAsync(PartnerOrder known, RecordedEvent change)
    {
        var earn = (await partners.TermsAsync(known)).Earn!;
        await orders.ChangeAsync(
            known.OrderId, order => PartnerOrders.Refresh(order, earn, order.Purchase!.After(change.Event, change.Version), clock.StartOf, change.Event.Date));
    }

    private async Task PlanAsync(RecordedEvent one, PartnerRecord record, PartnerEarn earn)
    {
        var posting = PostingOf(one);
        // In the order of the ledger, and one that nobody can have taken before.
        var planned = PartnerOrders.Plan(
            $"{one.Sequence:x12}{RandomNumberGenerator.GetHexString(20, lowercase: true)}", record.Partner, record.Terms, earn, one.Member, PartnerPurchase.Of(posting, one.Version), clock.StartOf, clock.Now);
        if (planned is not null)
            await orders.AddAsync(planned, $"earn {record.Partner} {posting.Purchase.TransactionId}");
    }

    // The account as it was before the purchase, where a condition asks for it.
    private async Task<bool> MatchesAsync(RecordedEvent one, PartnerEarn earn)
    {
        if (!earn.AsksAccount)
            return earn.Matches(PostingOf(one), "", isFirst: false);
        var account = new LoyaltyAccount(one.Member);
        await foreach (var recorded in AccountHistory.ReadAsync(journal, one.Member))
        {
            if (recorded.Version >= one.Version)
                break;
            AccountHistory.Apply(recorded, account);
        }

        var versions = programmes.Current;
        var standing = versions.Carry(account.Standing, account.Day, one.Event.Date);
        return earn.Matches(PostingOf(one), versions.On(one.Event.Date).Programme.Tiers[standing.Level].Code, account.LastPostedOn is null);
    }

    // What a history import brings was posted on a day of its own and earns nothing.
    private bool IsLive(RecordedEvent one) =>
        one.Event is PurchasePosted && one.Event.Date >= programmes.Current.On(one.Event.Date).Programme.DayOf(one.At - OverMidnight);

    private static Posting PostingOf(RecordedEvent one) => ((PurchasePosted)one.Event).Posting;

    private static TransactionId? TransactionOf(AccountEvent change) => change switch
    {
        SpendReversed reversed => reversed.Reversal.TransactionId,
        CreditUpdated updated => updated.Cause.TransactionId,
        CreditReleased { Cause: { } cause } => cause.TransactionId,
        _ => null,
    };
}
