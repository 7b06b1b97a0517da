using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>One member of <see cref="FakeEngine"/>: counts versions and remembers what it was told.</summary>
public sealed class FakeAccount(FakeEngine engine, MemberId member) : ILoyaltyAccountGrain
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 10, 15, 4, 123, TimeSpan.Zero);
    private readonly Lock _gate = new();
    private readonly List<StatusChange> _changes = [];
    private readonly Dictionary<string, PurchaseReceipt> _receipts = [];
    private EnrolMember? _enrolment;

    public List<Purchase> Purchases { get; } = [];

    public ProfileChange? LastChange { get; private set; }

    public ReversalRequest? LastReversal { get; private set; }

    public long Version => _changes.Count;

    /// <summary>The version of the status that was reckoned last.</summary>
    public long VersionReckoned { get; private set; }

    private static DateOnly Today => DateOnly.FromDateTime(At.UtcDateTime);

    public async Task<Outcome<StatusView>> Enrol(EnrolMember command)
    {
        await engine.Before();
        lock (_gate)
        {
            if (_enrolment is not null)
            {
                return command.IdempotencyKey is null || _enrolment.IdempotencyKey != command.IdempotencyKey ? Refusals.MemberExists(member)
                    : _enrolment == command ? new Outcome<StatusView>(Status(1), null, IsRepeat: true)
                    : Refusals.IdempotencyKeyReused;
            }

            _enrolment = command;
            Change(ChangeKind.Enrolled, AccountDecisions.Enrol(command.Channel, Today, command.IdempotencyKey));
            return Status(Version);
        }
    }

    public Task<Outcome<MemberView>> GetMember()
    {
        if (Version == 0)
            return Task.FromResult<Outcome<MemberView>>(Refusals.UnknownMember(member));
        var who = _enrolment?.Profile ?? new Profile();
        return Task.FromResult<Outcome<MemberView>>(new MemberView(
            member.Value, _enrolment?.Channel ?? "web", Today, who.GivenName, who.FamilyName, who.Email, who.Phone, who.BirthDate, who.Locale, who.HomeAirport, Status(Version)));
    }

    public Task<Outcome<ProfileReceipt>> BringProfile(ProfileChange change) => throw new NotSupportedException();

    public Task<ErasedRows> Erase(DateTimeOffset at) => throw new NotSupportedException();

    public Task<Outcome<MemberView>> ChangeProfile(ProfileChange change)
    {
        LastChange = change;
        return GetMember();
    }

    public async Task<Outcome<StatusView>> GetStatus(StatusQuery query)
    {
        await engine.Before();
        Outcome<StatusView> status;
        lock (_gate)
        {
            VersionReckoned = Version;
            status = Version == 0 ? Refusals.UnknownMember(member) : Status(Version);
        }

        await engine.Late;
        return status;
    }

    public async Task<Outcome<PurchaseReceipt>> RecordPurchase(Purchase purchase)
    {
        await engine.Before();
        lock (_gate)
        {
            if (Version == 0)
                return Refusals.UnknownMember(member);
            if (_receipts.TryGetValue(purchase.TransactionId.Value, out var first))
                return new Outcome<PurchaseReceipt>(first, null, IsRepeat: true);
            Purchases.Add(purchase);
            var change = Change(ChangeKind.SpendRecorded, null, Transaction(purchase));
            return _receipts[purchase.TransactionId.Value] = new PurchaseReceipt(change.Transaction!, change.Status, null, change.Version);
        }
    }

    public Task<Outcome<PurchaseReceipt>> ReversePurchase(ReversalRequest request)
    {
        LastReversal = request;
        return Task.FromResult<Outcome<PurchaseReceipt>>(
            _receipts.TryGetValue(request.TransactionId.Value, out var receipt)
                ? receipt with { Reversal = new ReversalView(request.ReversalId.Value, request.Amount ?? 0, 0, request.Reason) }
                : new Refusal("unknown-transaction", "There is none.", "transactionId"));
    }

    public Task<Outcome<PurchaseReceipt>> NotePurchaseEvent(PurchaseEvent happened, bool ownOnly) => throw new NotSupportedException();

    public Task<Outcome<PendingListView>> GetPending() => throw new NotSupportedException();

    public Task<Outcome<TravellerView>> GetTraveller() => throw new NotSupportedException();

    public Task<Outcome<WhatIfView>> CostTiers(QuoteRequest request) =>
        Task.FromResult<Outcome<WhatIfView>>(new WhatIfView(new TierOutlookView([], 0, 0), new TierOutlookView([], 0, 0)));

    public Task<Outcome<QuoteView>> Quote(QuoteRequest request) => Task.FromResult(engine.Quote(request));

    public async Task<ImportOutcome> Import(IReadOnlyList<ImportRow> rows)
    {
        await engine.Before();
        lock (_gate)
        {
            var fresh = rows.Where(row => _receipts.TryAdd(row.Purchase.TransactionId.Value, null!)).ToList();
            Purchases.AddRange(fresh.Select(row => row.Purchase));
            return new ImportOutcome(fresh.Count, rows.Count - fresh.Count, []);
        }
    }

    public Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page) => Task.FromResult<Outcome<Page<TransactionView>>>(
        new Page<TransactionView>([.. Purchases.Take(page.Limit).Select(Transaction)], null));

    public Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page) => Task.FromResult<Outcome<Page<TierHistoryEntry>>>(
        page.Cursor is null ? new Page<TierHistoryEntry>([], null) : new Refusal("cursor-not-valid", "Not a cursor.", "cursor"));

    public Task<Outcome<ForecastView>> GetForecast() => Task.FromResult<Outcome<ForecastView>>(
        new ForecastView(member.Value, Version, Today, "CHF", "Member", 0.00m, [], null));

    public Task<Outcome<ExplanationView>> Explain(PageRequest page) => Task.FromResult<Outcome<ExplanationView>>(
        new ExplanationView(member.Value, Version, Today, "CHF", 0.00m, new TierRuleView("lowestTier", "Member", 0.00m, null, "Everybody."), [], null));

    public async Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit)
    {
        await engine.Before();
        lock (_gate)
        {
            if (Version == 0)
                return Refusals.UnknownMember(member);
            var missed = _changes.Where(change => change.Version > afterVersion).ToList();
            return new ChangesView(Status(Version), [.. missed.Take(limit)], missed.Count > limit);
        }
    }

    public Task Forget() => Task.CompletedTask;

    public Task Visit() => Task.CompletedTask;

    public Task<AccountSnapshot?> Peek() => Task.FromResult<AccountSnapshot?>(null);

    /// <summary>Makes a change, and publishes it unless it shall go unseen.</summary>
    public StatusChange Change(ChangeKind kind, AccountEvent? recorded = null, TransactionView? transaction = null, bool unseen = false)
    {
        lock (_gate)
        {
            var version = Version + 1;
            var change = new StatusChange(member.Value, version, kind, At, Status(version), null, transaction);
            _changes.Add(change);
            if (recorded is not null)
                engine.Events.Enqueue(new RecordedEvent(engine.Events.Count + 1, member, version, At, recorded));
            if (!unseen && engine.Hub is { } hub && hub.Wants(member))
                hub.Publish(change);
            return change;
        }
    }

    private StatusView Status(long version) => new(
        member.Value, _enrolment?.Profile.DisplayName, version, Today, new TierView("Member", 0, Today, null, false),
        new SpendView("CHF", 0.00m, 0.00m, 1000.00m, "Silver", 0, At), new QualifyingPeriodView(Today.AddMonths(-12), Today), null, []);

    private static TransactionView Transaction(Purchase purchase) => new(
        purchase.TransactionId.Value, purchase.Type, purchase.Amount.ToDecimal(), purchase.Amount.Currency.Code, purchase.Amount.ToDecimal(),
        purchase.Amount.ToDecimal(), 1, Today, 0, purchase.Date ?? Today, Today, Today.AddMonths(12), 0.00m, purchase.Amount.ToDecimal(),
        purchase.BookingReference, purchase.Partner, TransactionKind.Purchase, 1, At, null);
}
