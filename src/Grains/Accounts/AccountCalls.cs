using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Stands for the actor of a member: every call is one of its turns, and what a turn is, the runtime says.</summary>
public abstract class AccountCalls : ILoyaltyAccountGrain
{
    public virtual Task<Outcome<StatusView>> Enrol(EnrolMember command) => RunAsync(static (grain, a) => grain.Enrol(a), command);

    public Task<Outcome<MemberView>> GetMember() => RunAsync(static (grain, _) => grain.GetMember(), 0);

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change) => RunAsync(static (grain, a) => grain.ChangeProfile(a), change);

    public Task<Outcome<StatusView>> GetStatus(StatusQuery query) => RunAsync(static (grain, a) => grain.GetStatus(a), query);

    public Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase) =>
        RunAsync(static (grain, a) => grain.RecordPurchase(a), purchase);

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) =>
        RunAsync(static (grain, a) => grain.ReversePurchase(a), request);

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) => RunAsync(static (grain, a) => grain.Quote(a), request);

    public virtual Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) => RunAsync(static (grain, a) => grain.Import(a), rows);

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) =>
        RunAsync(static (grain, a) => grain.GetTransactions(a), page);

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) => RunAsync(static (grain, a) => grain.GetHistory(a), page);

    public Task<Outcome<ForecastView>> GetForecast() => RunAsync(static (grain, _) => grain.GetForecast(), 0);

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) => RunAsync(static (grain, a) => grain.Explain(a), page);

    public Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit) =>
        RunAsync(static (grain, a) => grain.GetChanges(a.afterVersion, a.limit), (afterVersion, limit));

    public Task<Outcome<TravellerView>> GetTraveller() => RunAsync(static (grain, _) => grain.GetTraveller(), 0);

    public Task Forget() => RunAsync(
        static async (grain, _) =>
        {
            await grain.Forget();
            return true;
        },
        0);

    public Task Visit() => RunAsync(
        static async (grain, _) =>
        {
            await grain.Visit();
            return true;
        },
        0);

    /// <summary>Gives the actor a turn.</summary>
    protected abstract Task<T> RunAsync<T, TArgument>(Func<ILoyaltyAccountGrain, TArgument, Task<T>> turn, TArgument argument);
}
