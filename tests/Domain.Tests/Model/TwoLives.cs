namespace Loyalty.Domain.Tests;

/// <summary>Lives one history twice, in the engine and in the reference model, and holds one against the other.</summary>
internal sealed class TwoLives
{
    private readonly History _history;

    public TwoLives(History history)
    {
        _history = history;
        Live = new LiveMember(history.Programme, Histories.Rates).Enrolled(history.Enrolled);
        Naive = new NaiveAccount(history.Programme, history.Enrolled);
    }

    public LiveMember Live { get; }

    public NaiveAccount Naive { get; }

    /// <summary>Lives all steps; <paramref name="eachDay"/> is called at the start of every civil day and after every step.</summary>
    public TwoLives Lived(Action<DateOnly>? eachDay = null, Action? beforeStep = null)
    {
        foreach (var (index, day, step) in _history.Dated())
        {
            while (Naive.Today < day)
            {
                Naive.LiveTo(Naive.Today.AddDays(1));
                eachDay?.Invoke(Naive.Today);
            }

            beforeStep?.Invoke();
            Do(index, day, step);
            eachDay?.Invoke(day);
        }

        return this;
    }

    public void AssertSame(DateOnly day)
    {
        var status = Live.On(day);
        var standing = status.Standing;
        Assert.Equal(
            (Naive.Level, Naive.Review, Minor(Naive.Spend), Minor(Naive.Lifetime), Naive.Since),
            (standing.Level, standing.ReviewDate, status.Spend, status.Lifetime, standing.Since));
        Assert.Equal(Naive.HeldSince, standing.HeldSince);
    }

    public void AssertSameMoves() => Assert.Equal(
        Naive.Moves,
        Live.Moves.Select(m => new NaiveMove(m.Kind, m.Date, m.From.Level, m.To.Level, m.To.ReviewDate, Major(m.Spend))));

    public long Minor(decimal amount) => Money.From(amount, _history.Programme.Currency).Value.Minor;

    private decimal Major(long minor) => Money.ToDecimal(minor, _history.Programme.Currency);

    private void Do(int index, DateOnly day, Step step)
    {
        switch (step)
        {
            case Buys buys:
                Buy(History.PurchaseOf(index, day, buys), day);
                break;
            case TakesBack takes when Naive.Postings.Count > 0:
                TakeBack($"rev-{index}", Naive.Postings[takes.Which % Naive.Postings.Count], takes.Percent, day);
                break;
            case Looks { Records: true }:
                Live.Looked(day);
                break;
        }
    }

    private void Buy(Purchase purchase, DateOnly today)
    {
        var outcome = Live.Asked(purchase, today);
        var date = purchase.Date ?? today;
        if (date > today.AddDays(1))
        {
            outcome.Refused("date-in-future", "date");
        }
        else if (NaiveRate(purchase.Amount.Currency, date) is not { } rate)
        {
            outcome.Refused("currency-rate-missing", "currency");
        }
        else
        {
            var posting = NaivelyCredited(purchase, date, today, rate);
            Naive.Post(posting);
            var credited = ((SpendRecorded)outcome.Value.Change).Posting;
            Assert.Equal((Minor(posting.Converted), Minor(posting.Counted)), (credited.Converted, credited.Counted));
            Assert.Equal((posting.LastDay, today), (credited.LastDayCounted, credited.PostedOn));
        }
    }

    private NaivePosting NaivelyCredited(Purchase purchase, DateOnly date, DateOnly today, decimal rate)
    {
        var programme = _history.Programme;
        var decimals = programme.Currency.MinorUnits;
        var bonus = purchase.Type == PurchaseType.Partner ? programme.Tiers[Naive.Level].PartnerBonusPercent : 0;
        var amount = purchase.Amount.ToDecimal();
        var converted = Math.Round(amount * rate, decimals, MidpointRounding.ToEven);
        return new NaivePosting
        {
            Id = purchase.TransactionId.Value,
            PostedOn = today,
            LastDay = NaivePosting.LastDayOf(date, programme.WindowMonths),
            Amount = amount,
            Converted = converted,
            Counted = Math.Round(converted * (100 + bonus) / 100, decimals, MidpointRounding.ToEven),
            Decimals = decimals,
        };
    }

    private void TakeBack(string id, NaivePosting posting, int percent, DateOnly today)
    {
        var left = posting.Amount - posting.Reversed;
        var cent = new decimal(1, 0, 0, false, posting.Amount.Scale);
        var amount = percent == 100 ? left : Math.Floor(left * percent / 100 / cent) * cent;
        var nothingLeft = percent == 100 && left == 0 && posting.Reversed > 0;
        var outcome = Live.Asked(Make.Reversal(id, posting.Id, percent == 100 ? null : amount), today);
        if (nothingLeft)
        {
            outcome.Refused("exceeds-purchase", "amount");
            return;
        }

        Naive.TakeBack(posting, amount);
        Assert.Equal(Minor(posting.Net), Live.Ledger().Find(new TransactionId(posting.Id))!.NetCounted);
    }

    private decimal? NaiveRate(Currency currency, DateOnly date) => currency == _history.Programme.Currency
        ? 1
        : Histories.Rates.Days()
            .Where(d => d.Date <= date && d.Rates.ContainsKey(currency.Code))
            .OrderBy(d => d.Date)
            .Select(d => (decimal?)d.Rates[currency.Code])
            .LastOrDefault();
}
