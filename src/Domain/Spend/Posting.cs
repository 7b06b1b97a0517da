namespace Loyalty.Domain;

/// <summary>
/// A purchase once credited. Never edited: what a reversal takes back stands in the reversal. Amounts without a currency are
/// minor units of the programme's.
/// </summary>
public sealed record Posting
{
    /// <summary>The earliest purchase date that is taken: no airline programme has a purchase from before it.</summary>
    public static readonly DateOnly EarliestDate = new(1970, 1, 1);

    /// <summary>The purchase as reported; its date is null when the caller gave none.</summary>
    public required Purchase Purchase { get; init; }

    /// <summary>The purchase date: the caller's, or the posting date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The rate the amount was converted with, and the day that rate is of.</summary>
    public required ExchangeRate Rate { get; init; }

    /// <summary>Purchase amount × rate, rounded once, half to even.</summary>
    public required long Converted { get; init; }

    /// <summary>Percent added for a partner purchase by the tier held at posting; else 0.</summary>
    public required decimal BonusPercent { get; init; }

    /// <summary>What counts toward status: converted, plus the bonus, rounded once, half to even.</summary>
    public required long Counted { get; init; }

    /// <summary>The day it was posted.</summary>
    public required DateOnly PostedOn { get; init; }

    /// <summary>The last day it counts, by its purchase date.</summary>
    public required DateOnly LastDayCounted { get; init; }

    /// <summary>The net counted amount once <paramref name="reversed"/> of the purchase amount has been taken back.</summary>
    public long NetCounted(long reversed) => Net(Counted, reversed);

    /// <summary>The net converted amount once <paramref name="reversed"/> of the purchase amount has been taken back.</summary>
    public long NetConverted(long reversed) => Net(Converted, reversed);

    /// <summary>Whether a repeated report is this one: the same content, with or without the date it was given.</summary>
    public bool IsReportOf(Purchase other)
    {
        var report = other with { Source = Purchase.Source };
        return report == Purchase || (report.Date == Date && report with { Date = Purchase.Date } == Purchase);
    }

    private long Net(long whole, long reversed) =>
        reversed == 0 ? whole : whole - HalfEven.Scale(whole, reversed, Purchase.Amount.Minor);

    /// <summary>Credits a purchase: converts it, adds the bonus of the tier held, dates it.</summary>
    /// <returns>
    /// Refused with <c>date-in-future</c> (after <paramref name="today"/> + 1), <c>date-not-valid</c> (too old to date),
    /// <c>currency-rate-missing</c> or <c>amount-not-valid</c> (over the largest purchase).
    /// </returns>
    public static Checked<Posting> Of(Purchase purchase, DateOnly today, Programme programme, ExchangeRates rates, int levelHeld)
    {
        var date = purchase.Date ?? today;
        if (date > today.AddDays(1))
            return new Refusal("date-in-future", $"{date:yyyy-MM-dd} is after tomorrow, {today.AddDays(1):yyyy-MM-dd}.", "date");
        if (date < EarliestDate)
            return new Refusal("date-not-valid", $"A purchase date is not before {EarliestDate:yyyy-MM-dd}.", "date");
        if (rates.On(date, purchase.Amount.Currency, programme.Currency) is not { } rate)
        {
            return new Refusal(
                "currency-rate-missing", $"There is no rate from {purchase.Amount.Currency} to {programme.Currency} on or before {date:yyyy-MM-dd}.", "currency");
        }

        var bonus = purchase.Type == PurchaseType.Partner ? programme.Tiers[levelHeld].PartnerBonusPercent : 0;
        long converted, counted;
        try
        {
            converted = rate.Convert(purchase.Amount, programme.Currency).Minor;
            // In hundredths of a percent: no bonus is finer (Tier.PartnerBonusDecimals).
            counted = bonus == 0 ? converted : HalfEven.Scale(converted, (Int128)((100 + bonus) * 100), 10_000);
        }
        catch (OverflowException)
        {
            return TooLarge(programme);
        }

        return converted > programme.MaxPurchaseMinor
            ? TooLarge(programme)
            : new Posting
            {
                Purchase = purchase,
                Date = date,
                Rate = rate,
                Converted = converted,
                BonusPercent = bonus,
                Counted = counted,
                PostedOn = today,
                LastDayCounted = RollingWindow.LastDayCounted(date, programme.WindowMonths),
            };
    }

    private static Refusal TooLarge(Programme programme) =>
        new("amount-not-valid", $"A purchase is at most {Programme.MaxPurchase:#,0} {programme.Currency}.", "amount");
}
