namespace Loyalty.Domain.Tests;

/// <summary>
/// What a shell does with the domain, and nothing else: it decides, writes the events down, applies them, and rebuilds the ledger
/// from what it wrote whenever a decision needs it.
/// </summary>
internal sealed class LiveMember
{
    private readonly List<AccountEvent> _events = [];

    public LiveMember(Programme programme, ExchangeRates? rates = null)
    {
        Programme = programme;
        Rates = rates ?? ExchangeRates.None;
    }

    public Programme Programme { get; }

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

    /// <summary>Advances and records what time did.</summary>
    public void Looked(DateOnly today)
    {
        foreach (var change in AccountDecisions.Advance(Account, today, Programme))
            Take(change);
    }

    public Checked<Decision> Asked(Purchase purchase, DateOnly today) =>
        Taken(AccountDecisions.Record(Account, purchase, today, Programme, Rates));

    public Checked<Decision> Asked(ReversalRequest request, DateOnly today) =>
        Taken(AccountDecisions.Reverse(Account, Ledger(), request, today, Programme));

    public Checked<Decision> AskedToImport(Purchase row, DateOnly today) =>
        Taken(AccountDecisions.Import(Account, Ledger(), row, today, Programme, Rates));

    public SpendRecorded Buys(string today, Purchase purchase) =>
        (SpendRecorded)Asked(purchase, Make.Day(today)).Value.Change;

    /// <summary>Buys for an amount in the programme's currency, dated the day it is posted.</summary>
    public SpendRecorded Buys(string today, decimal amount, string? id = null) =>
        Buys(today, Make.Purchase(id ?? $"tx-{_events.Count}", amount, today, currency: Programme.Currency.Code));

    public SpendReversed Reverses(string today, string transaction, decimal? amount = null) =>
        (SpendReversed)Asked(Make.Reversal($"rev-{_events.Count}", transaction, amount), Make.Day(today)).Value.Change;

    public AccountStatus On(DateOnly day) => AccountStatus.Of(Account, day, Programme);

    public AccountStatus On(string day) => On(Make.Day(day));

    public IReadOnlyList<ForecastItem> ForecastOn(DateOnly day) =>
        Forecast.After(day, On(day).Standing, Account.Window, Programme);

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
