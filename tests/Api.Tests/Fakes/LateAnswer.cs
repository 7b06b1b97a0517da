using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>An account whose status is reckoned at once but answered late.</summary>
public sealed class LateAnswer(FakeAccount inner, Task gate) : ILoyaltyAccountGrain
{
    public long VersionSeen { get; private set; }

    public async Task<Outcome<StatusView>> GetStatus(StatusQuery query)
    {
        var status = await inner.GetStatus(query);
        VersionSeen = status.Value!.Version;
        await gate;
        return status;
    }

    public Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit) => inner.GetChanges(afterVersion, limit);

    public Task<Outcome<StatusView>> Enrol(EnrolMember command) => inner.Enrol(command);

    public Task<Outcome<MemberView>> GetMember() => inner.GetMember();

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change) => inner.ChangeProfile(change);

    public Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase) => inner.RecordPurchase(purchase);

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) => inner.ReversePurchase(request);

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) => inner.Quote(request);

    public Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) => inner.Import(rows);

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) => inner.GetTransactions(page);

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) => inner.GetHistory(page);

    public Task<Outcome<ForecastView>> GetForecast() => inner.GetForecast();

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) => inner.Explain(page);

    public Task Visit() => inner.Visit();
}
