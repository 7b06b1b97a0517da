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

    /// <summary>The last day it counts, by its purchase date, or by its service date where its hold says so.</summary>
    public required DateOnly LastDayCounted { get; init; }

    /// <summary>How it earned; null: everything was eligible, with the tier's bonus, at once.</summary>
    public Earned? Earned { get; init; }

    /// <summary>It was posted to wait, not to count.</summary>
    public bool Waits => Earned?.Hold is not null;

    /// <summary>What may count of the purchase amount, in minor units of its currency.</summary>
    public long Eligible => Earned?.Eligible ?? Purchase.Amount.Minor;

    /// <summary>Reversals name components.</summary>
    public bool HasComponents => Purchase.Details is { Components.IsEmpty: false };

    /// <summary>The net counted amount once <paramref name="reversed"/> of what was eligible has been taken back.</summary>
    public long NetCounted(long reversed) => Net(Counted, reversed, Eligible);

    /// <summary>The net converted amount once <paramref name="reversed"/> of the purchase amount has been taken back.</summary>
    public long NetConverted(long reversed) => Net(Converted, reversed, Purchase.Amount.Minor);

    /// <summary>What is left of a part once <paramref name="reversed"/> of what was eligible has been taken back.</summary>
    public long NetPart(EarnedPart part, long reversed) => Net(part.Amount, reversed, Eligible);

    /// <summary>Whether a repeated report is this one: the same content, with or without the date it was given.</summary>
    public bool IsReportOf(Purchase other)
    {
        var report = other with { Source = Purchase.Source };
        return report == Purchase || (report.Date == Date && report with { Date = Purchase.Date } == Purchase);
    }

    private static long Net(long whole, long reversed, long of) => reversed == 0 ? whole : whole - HalfEven.Scale(whole, reversed, of);

    /// <summary>Credits a purchase: converts it, lets it earn by the rules and the tier held, dates it.</summary>
    /// <param name="programme">The version in force on <paramref name="today"/>.</param>
    /// <param name="memory">What earning rules ask of the account.</param>
    /// <returns>
    /// Refused with <c>date-in-future</c> (after <paramref name="today"/> + 1), <c>date-not-valid</c> (too old to date),
    /// <c>currency-rate-missing</c> or <c>amount-not-valid</c> (over the largest purchase), and as
    /// <see cref="PurchaseDetails.Check"/> refuses.
    /// </returns>
    public static Checked<Posting> Of(
        Purchase purchase, DateOnly today, Programme programme, ExchangeRates rates, int levelHeld, in EarningMemory memory = default)
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

        if (purchase.Details?.Check(purchase.Amount, today) is { } refusal)
            return refusal;

        var tier = programme.Tiers[levelHeld];
        var bonus = purchase.Type == PurchaseType.Partner ? tier.PartnerBonusPercent : 0;
        long converted, counted;
        Earned? earned = null;
        try
        {
            converted = rate.Convert(purchase.Amount, programme.Currency).Minor;
            if (programme.Earning is not null || purchase.Details is { Components.IsEmpty: false })
            {
                var facts = new EarningFacts(purchase, date, converted, tier.Code, memory.IsFirst);
                (earned, counted) = Earn(facts, programme, rate, bonus, memory);
                bonus = TierBonusOf(earned);
            }
            else
            {
                counted = WithBonus(converted, bonus);
            }
        }
        catch (OverflowException)
        {
            return TooLarge(programme);
        }

        if (converted > programme.MaxPurchaseMinor)
            return TooLarge(programme);
        var leaves = earned?.Hold is { Terms.DatedByService: true } && purchase.Details?.ServiceDate is { } service ? service : date;
        return new Posting
        {
            Purchase = purchase,
            Date = date,
            Rate = rate,
            Converted = converted,
            BonusPercent = bonus,
            Counted = counted,
            PostedOn = today,
            LastDayCounted = RollingWindow.LastDayCounted(leaves, programme.WindowMonths),
            Earned = earned is null ? null : WithoutAnEndedWait(earned, today),
        };
    }

    private static (Earned Earned, long Counted) Earn(
        in EarningFacts facts, Programme programme, ExchangeRate rate, decimal tierBonus, in EarningMemory memory)
    {
        var rules = programme.Earning ?? EarningRules.None;
        var (eligible, excluded) = rules.Eligible(facts);
        var amount = facts.Purchase.Amount;
        var baseAmount = eligible == amount.Minor ? facts.Converted : rate.Convert(amount with { Minor = eligible }, programme.Currency).Minor;
        var parts = baseAmount == 0 ? default : rules.Parts(facts, baseAmount, tierBonus, memory, memory.Missed);
        var counted = baseAmount;
        foreach (var part in parts)
            counted += part.Amount;
        var hold = memory.TakesNoCap ? null : rules.Hold(facts);
        return (new Earned
        {
            Eligible = eligible,
            Base = baseAmount,
            Tier = programme.Earning is null ? null : facts.Tier,
            Excluded = excluded,
            Parts = parts,
            Hold = hold,
        }, counted);
    }

    // What would be released today or before counts at once; what would be lost today or before is lost tomorrow, once it is recorded.
    private static Earned WithoutAnEndedWait(Earned earned, DateOnly today)
    {
        if (earned.Hold is not { } hold || !(hold.Dates.Release <= today || hold.Dates.Cancel <= today))
            return earned;
        return earned with
        {
            Hold = hold.Dates.Release <= today ? null : hold with { Dates = hold.Dates with { Cancel = today.AddDays(1) } },
        };
    }

    private static decimal TierBonusOf(Earned earned) =>
        earned.Parts.Count > 0 && earned.Parts[0] is { Rule: EarningRules.TierBonus } part ? part.Percent : 0;

    /// <summary>A converted amount with a bonus, rounded once, half to even.</summary>
    /// <exception cref="OverflowException">It does not fit 63 bits.</exception>
    // In hundredths of a percent: no bonus is finer (Tier.PartnerBonusDecimals).
    internal static long WithBonus(long converted, decimal bonus) =>
        bonus == 0 ? converted : HalfEven.Scale(converted, (Int128)((100 + bonus) * 100), 10_000);

    private static Refusal TooLarge(Programme programme) =>
        new("amount-not-valid", $"A purchase is at most {Programme.MaxPurchase:#,0} {programme.Currency}.", "amount");
}
