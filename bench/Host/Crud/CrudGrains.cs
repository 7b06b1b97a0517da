using Loyalty.Domain;
using Loyalty.Grains;
using Npgsql;

namespace Loyalty.Bench;

/// <summary>Gives the API the baseline in the actors' place, so that the same endpoint reads the request and writes the reply.</summary>
internal sealed class CrudGrains(CrudTables tables, Programme programme, ProgrammeClock clock) : IGrains
{
    public ILoyaltyAccountGrain LoyaltyAccount(MemberId member) => new CrudAccount(member, tables, programme, clock);
}

/// <summary>A member of the baseline: no state, every call goes to the database.</summary>
internal sealed class CrudAccount(MemberId member, CrudTables tables, Programme programme, ProgrammeClock clock) : ILoyaltyAccountGrain
{
    public async Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase)
    {
        var at = clock.Now;
        var credited = Posting.Of(purchase, programme.DayOf(at), programme, ExchangeRates.None, levelHeld: 0);
        if (credited.Refusal is { } refusal)
            return refusal;
        var posting = credited.Value;
        try
        {
            return await tables.RecordAsync(member, posting, at) is { } row ? Receipt(row, posting, at) : Refusals.UnknownMember(member);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Refusals.TransactionIdReused(purchase.TransactionId);
        }
    }

    public async Task<Outcome<StatusView>> GetStatus(StatusQuery query) =>
        await tables.FindAsync(member) is { } row ? Status(row, clock.Now) : Refusals.UnknownMember(member);

    public Task<Outcome<StatusView>> Enrol(EnrolMember command) => throw NotMeasured();

    public Task<Outcome<MemberView>> GetMember() => throw NotMeasured();

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change) => throw NotMeasured();

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request) => throw NotMeasured();

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) => throw NotMeasured();

    public Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows) => throw NotMeasured();

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) => throw NotMeasured();

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) => throw NotMeasured();

    public Task<Outcome<ForecastView>> GetForecast() => throw NotMeasured();

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) => throw NotMeasured();

    public Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit) => throw NotMeasured();

    public Task<Outcome<TravellerView>> GetTraveller() => throw NotMeasured();

    public Task Forget() => throw NotMeasured();

    public Task Visit() => throw NotMeasured();

    private static NotSupportedException NotMeasured() => new("The baseline answers purchases and status only.");

    private PurchaseReceipt Receipt(CrudMember row, Posting posting, DateTimeOffset at)
    {
        var before = programme.LevelReachedBy(row.Spend - posting.Counted);
        var change = before < row.Level && row.Since == posting.PostedOn
            ? new TierChange(TierChangeKind.Upgraded, row.Since, Standing(row with { Level = before }), Standing(row), row.Spend)
            : null;
        return new PurchaseReceipt(
            SpendViews.Purchase(posting, 0, row.Version, at, programme), Status(row, at), TierViews.Of(change, programme), row.Version);
    }

    private StatusView Status(CrudMember row, DateTimeOffset at)
    {
        var day = programme.DayOf(at);
        var next = row.Level < programme.TopLevel ? row.Level + 1 : (int?)null;
        var threshold = next is { } level ? programme.Tiers[level].Threshold : (long?)null;
        var status = new AccountStatus(
            day,
            Standing(row),
            row.Spend,
            row.Lifetime,
            next,
            threshold - row.Spend,
            threshold is { } goal ? (int)Math.Min(100, row.Spend * 100 / goal) : null,
            RollingWindow.FirstDateCounting(day, programme.WindowMonths),
            row.Review);
        return StatusViews.Of(member, row.Name, row.Version, status, at, programme);
    }

    private static TierStanding Standing(CrudMember row) => new(row.Level, row.Since, null, [.. Enumerable.Repeat(row.Since, row.Level + 1)]);
}
