namespace Loyalty.Domain.Tests;

/// <summary>
/// What a shell does with the domain, and nothing else: it decides, writes the events down, applies them, and rebuilds the ledger
/// from what it wrote whenever a decision needs it.
/// </summary>
internal sealed class LiveMember
{
    private readonly List<AccountEvent> _events = [];

    public LiveMember(ProgrammeVersions versions, ExchangeRates? rates = null)
    {
        Versions = versions;
        Rates = rates ?? ExchangeRates.None;
    }

    public ProgrammeVersions Versions { get; }

    /// <summary>The programme that holds from ever.</summary>
    public Programme Programme => Versions.ByDay[0].Programme;

    public ExchangeRates Rates { get; }

    public LoyaltyAccount Account { get; private set; } = new(Make.Member);

    public IReadOnlyList<AccountEvent> Events => _events;

    /// <summary>Every move of the tier so far, in the order it was recorded.</summary>
    public IEnumerable<TierChange> Moves => _events.Select(e => e.TierChange).OfType<TierChange>();

    public AccountLedger Ledger()
    {
        var ledger = new AccountLedger();
        foreach (var change in _events)
            ledger.Apply(change);
        return ledger;
    }

    public LiveMember Enrolled(DateOnly day)
    {
        Take(AccountDecisions.Enrol("web", day));
        return this;
    }

    public LiveMember Enrolled(string day) => Enrolled(Make.Day(day));

    /// <summary>Takes over what somebody else recorded.</summary>
    public void Takes(IEnumerable<AccountEvent> events)
    {
        foreach (var change in events)
            Take(change);
    }

    /// <summary>Advances and records what time did.</summary>
    public void Looked(DateOnly today)
    {
        foreach (var change in AccountDecisions.Advance(Account, today, Versions))
            Take(change);
    }

    public Checked<Decision> Asked(Purchase purchase, DateOnly today) =>
        Taken(AccountDecisions.Record(Account, purchase, today, Versions, Rates));

    public Checked<Decision> Asked(ReversalRequest request, DateOnly today) =>
        Taken(AccountDecisions.Reverse(Account, Ledger(), request, today, Versions));

    /// <returns>Null where the event has no effect.</returns>
    public Checked<Decision?> Told(PurchaseEvent happened, DateOnly today)
    {
        var decision = AccountDecisions.Note(Account, Ledger(), happened, today, Versions);
        if (decision is { Refusal: null, Value: { } noted })
            Taken(noted);
        return decision;
    }

    public Checked<Decision> AskedToImport(Purchase row, DateOnly today) =>
        Taken(AccountDecisions.Import(Account, Ledger(), row, today, Versions, Rates));

    public Checked<Decision> AskedToImport(Purchase row, string reverses, DateOnly today) =>
        Taken(AccountDecisions.ImportReversal(Account, Ledger(), row, new TransactionId(reverses), today, Versions));

    public SpendRecorded Buys(string today, Purchase purchase) =>
        (SpendRecorded)Asked(purchase, Make.Day(today)).Value.Change;

    /// <summary>Buys for an amount in the programme's currency, dated the day it is posted.</summary>
    public SpendRecorded Buys(string today, decimal amount, string? id = null) =>
        Buys(today, Make.Purchase(id ?? $"tx-{_events.Count}", amount, today, currency: Programme.Currency.Code));

    public SpendReversed Reverses(string today, string transaction, decimal? amount = null) =>
        (SpendReversed)Asked(Make.Reversal($"rev-{_events.Count}", transaction, amount), Make.Day(today)).Value.Change;

    public AccountStatus On(DateOnly day) => AccountStatus.Of(Account, day, Versions);

    public AccountStatus On(string day) => On(Make.Day(day));

    /// <summary>Of a day to which the account has been advanced.</summary>
    public IReadOnlyList<ForecastItem> ForecastOn(DateOnly day) =>
        Forecast.After(day, On(day).Standing, Account.Window, Versions, Account.Pending);

    /// <summary>Puts the account to sleep and wakes it from its snapshot.</summary>
    public void Restarts() => Account = LoyaltyAccount.From(Account.ToSnapshot());

    private Checked<Decision> Taken(Checked<Decision> decision)
    {
        if (decision.Refusal is null)
        {
            foreach (var change in decision.Value.Events)
                Take(change);
        }

        return decision;
    }

    private void Take(AccountEvent change)
    {
        Account.Apply(change, Make.Instant);
        _events.Add(change);
    }
}
