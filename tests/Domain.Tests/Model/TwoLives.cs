namespace Loyalty.Domain.Tests;

/// <summary>Lives one history twice, in the engine and in the reference model, and holds one against the other.</summary>
internal sealed class TwoLives
{
    private readonly History _history;

    public TwoLives(History history)
    {
        _history = history;
        Live = new LiveMember(history.Versions, Histories.Rates).Enrolled(history.Enrolled);
        Naive = new NaiveAccount(history.ByDay, history.Enrolled);
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
        Assert.Equal((Minor(Naive.Pending), Naive.Postings.Count(p => p.IsWaiting && (p.Reversed < p.Amount || p.Amount == 0))), (status.Pending.Amount, status.Pending.Items));
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
            case Happens happens when Naive.Postings.Count > 0:
                Happen($"ev-{index}", Naive.Postings[happens.Which % Naive.Postings.Count], happens, day);
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
            var credited = ((PurchasePosted)outcome.Value.Change).Posting;
            Assert.Equal(posting.Hold is not null, outcome.Value.Change is CreditPended);
            Assert.Equal(
                posting.Parts.Select(p => (p.Rule, Minor(p.Amount))),
                credited.Earned?.Parts.Select(p => (p.Rule, p.Amount)) ?? posting.Parts.Select(p => (p.Rule, Minor(p.Amount))));
            Assert.Equal(posting.Hold is null ? null : (posting.Hold.ReleaseDay, posting.Hold.CancelDay),
                credited.Earned?.Hold is { } hold ? (hold.Dates.Release, hold.Dates.Cancel) : default((DateOnly?, DateOnly?)?));
            Assert.Equal((Minor(posting.Converted), Minor(posting.Counted)), (credited.Converted, credited.Counted));
            Assert.Equal((posting.LastDay, today), (credited.LastDayCounted, credited.PostedOn));
        }
    }

    private NaivePosting NaivelyCredited(Purchase purchase, DateOnly date, DateOnly today, decimal rate)
    {
        var programme = Naive.Programme;
        var decimals = programme.Currency.MinorUnits;
        var bonus = purchase.Type == PurchaseType.Partner ? programme.Tiers[Naive.Level].PartnerBonusPercent : 0;
        var amount = purchase.Amount.ToDecimal();
        var converted = Math.Round(amount * rate, decimals, MidpointRounding.ToEven);
        if (programme.Earning is not null || purchase.Details is { Components.IsEmpty: false })
            return new NaiveEarning(programme, purchase, date, today, rate).Credit(Naive, bonus);
        return new NaivePosting
        {
            Eligible = amount,
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
        if (posting.ComponentsLeft.Count > 0 && percent < 100)
        {
            TakeBackComponents(id, posting, percent, today);
            return;
        }

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

        var eligible = posting.ComponentsLeft.Count > 0 ? posting.ComponentsLeft.Where(c => !posting.NotEligible.Contains(c.Key)).Sum(c => c.Value) : amount;
        foreach (var code in posting.ComponentsLeft.Keys.Where(_ => posting.ComponentsLeft.Count > 0).ToList())
            posting.ComponentsLeft[code] = 0;
        Naive.TakeBack(posting, amount, posting.Eligible == 0 ? 0 : eligible);
        Assert.Equal(Minor(posting.Net), Live.Ledger().Find(new TransactionId(posting.Id))!.NetCounted);
    }

    private void TakeBackComponents(string id, NaivePosting posting, int percent, DateOnly today)
    {
        var cent = new decimal(1, 0, 0, false, posting.Amount.Scale);
        // Each in its own share, so that they are cut up in all ways.
        var taken = posting.ComponentsLeft
            .Select((c, i) => (Code: c.Key, Amount: Math.Floor(c.Value * ((percent * (i + 1)) % 101) / 100 / cent) * cent))
            .ToList();
        var request = Make.Reversal(id, posting.Id) with { Components = [.. taken.Select(c => ((string?)c.Code, c.Amount))] };
        Assert.Null(Live.Asked(request, today).Refusal);
        foreach (var (code, amount) in taken)
            posting.ComponentsLeft[code] -= amount;
        Naive.TakeBack(
            posting, taken.Sum(c => c.Amount), posting.Eligible == 0 ? 0 : taken.Where(c => !posting.NotEligible.Contains(c.Code)).Sum(c => c.Amount));
        Assert.Equal(Minor(posting.Net), Live.Ledger().Find(new TransactionId(posting.Id))!.NetCounted);
    }

    private void Happen(string id, NaivePosting posting, Happens happens, DateOnly today)
    {
        var (date, service) = (today.AddDays(happens.DateOffset), happens.ServiceOffset is { } offset ? today.AddDays(offset) : (DateOnly?)null);
        var outcome = Live.Told(
            new PurchaseEvent(new EventId(id), new TransactionId(posting.Id), happens.Kind, date, service), today);
        var isOver = posting.Reversed == posting.Amount && posting.Amount > 0;
        if (posting.Hold is not { } hold || posting.Cancelled || isOver || !hold.Awaits(happens.Kind, posting.IsWaiting))
        {
            outcome.Refused("credit-not-pending", "event");
            return;
        }

        Assert.Null(outcome.Refusal);
        if (posting.IsWaiting && !hold.Knows(happens.Kind, service))
            Naive.Happen(posting, happens.Kind, date, service);
        else
            Assert.Null(outcome.Value);
    }

    private decimal? NaiveRate(Currency currency, DateOnly date) => currency == _history.Programme.Currency
        ? 1
        : Histories.Rates.Days()
            .Where(d => d.Date <= date && d.Rates.ContainsKey(currency.Code))
            .OrderBy(d => d.Date)
            .Select(d => (decimal?)d.Rates[currency.Code])
            .LastOrDefault();
}
