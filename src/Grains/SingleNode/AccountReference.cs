using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Stands for the actor of a member; every call is one of its turns.</summary>
internal sealed class AccountReference(SingleNodeGrains runtime, MemberId member) : ILoyaltyAccountGrain
{
    public Task<Outcome<StatusView>> Enrol(EnrolMember command) =>
        runtime.RunAsync(member, static (grain, a) => grain.Enrol(a), command);

    public Task<Outcome<MemberView>> GetMember() =>
        runtime.RunAsync(member, static (grain, _) => grain.GetMember(), 0);

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change) =>
        runtime.RunAsync(member, static (grain, a) => grain.ChangeProfile(a), change);

    public Task<Outcome<StatusView>> GetStatus(StatusQuery query) =>
        runtime.RunAsync(member, static (grain, a) => grain.GetStatus(a), query);

    public Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase) =>
        runtime.RunAsync(member, static (grain, a) => grain.RecordPurchase(a), purchase);

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) =>
        runtime.RunAsync(member, static (grain, a) => grain.ReversePurchase(a), request);

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) =>
        runtime.RunAsync(member, static (grain, a) => grain.Quote(a), request);

    public Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) =>
        runtime.RunAsync(member, static (grain, a) => grain.Import(a), rows);

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) =>
        runtime.RunAsync(member, static (grain, a) => grain.GetTransactions(a), page);

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) =>
        runtime.RunAsync(member, static (grain, a) => grain.GetHistory(a), page);

    public Task<Outcome<ForecastView>> GetForecast() =>
        runtime.RunAsync(member, static (grain, _) => grain.GetForecast(), 0);

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) =>
        runtime.RunAsync(member, static (grain, a) => grain.Explain(a), page);

    public Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit) =>
        runtime.RunAsync(member, static (grain, a) => grain.GetChanges(a.afterVersion, a.limit), (afterVersion, limit));

    public Task<Outcome<TravellerView>> GetTraveller() =>
        runtime.RunAsync(member, static (grain, _) => grain.GetTraveller(), 0);

    public Task Visit() => runtime.RunAsync(
        member,
        static async (grain, _) =>
        {
            await grain.Visit();
            return true;
        },
        0);
}
