using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Bench;

/// <summary>A baseline's member: what is not measured is not there.</summary>
internal abstract class UnmeasuredAccount : ILoyaltyAccountGrain
{
    public abstract Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase);

    public virtual Task<Outcome<StatusView>> GetStatus(StatusQuery query) => throw NotMeasured();

    public Task<Outcome<StatusView>> Enrol(EnrolMember command) => throw NotMeasured();

    public Task<Outcome<MemberView>> GetMember() => throw NotMeasured();

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change) => throw NotMeasured();

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) => throw NotMeasured();

    public Task<Outcome<PurchaseReceipt>> NotePurchaseEvent(PurchaseEvent happened, bool ownOnly) => throw NotMeasured();

    public Task<Outcome<PendingListView>> GetPending() => throw NotMeasured();

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) => throw NotMeasured();

    public Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) => throw NotMeasured();

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) => throw NotMeasured();

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) => throw NotMeasured();

    public Task<Outcome<ForecastView>> GetForecast() => throw NotMeasured();

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) => throw NotMeasured();

    public Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit) => throw NotMeasured();

    public Task<Outcome<TravellerView>> GetTraveller() => throw NotMeasured();

    public Task<Outcome<ProfileReceipt>> BringProfile(ProfileChange change) => throw NotMeasured();

    public Task<ErasedRows> Erase(DateTimeOffset at) => throw NotMeasured();

    public Task<Outcome<WhatIfView>> CostTiers(QuoteRequest request) => throw NotMeasured();

    public Task Forget() => throw NotMeasured();

    public Task Visit() => throw NotMeasured();

    public Task<AccountSnapshot?> Peek() => throw NotMeasured();

    private static NotSupportedException NotMeasured() => new("The baseline answers purchases and status only.");
}
