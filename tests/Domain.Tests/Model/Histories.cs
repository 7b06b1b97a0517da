using FsCheck;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

/// <summary>
/// Random programmes and lives. The amounts are drawn around the thresholds and the gaps around window and grace, so that tiers
/// are reached, lost and kept all the time; a history in which nothing moves would show nothing.
/// </summary>
internal static class Histories
{
    private static readonly string[] Currencies = ["CHF", "EUR", "JPY", "KWD", "CLF"];

    /// <summary>EUR has no rate before 2015, so that some purchases are refused; the others always have one.</summary>
    public static ExchangeRates Rates { get; } = Make.Rates(
        ("1990-01-01", "CHF", 1.0625m), ("1990-01-01", "JPY", 0.5m), ("1990-01-01", "KWD", 2.5m), ("1990-01-01", "CLF", 7.25m),
        ("2015-01-01", "EUR", 1.1m), ("2016-07-15", "EUR", 0.94315m), ("2017-03-26", "CHF", 0.9999m), ("2018-02-28", "JPY", 0.61237m));

    public static Arbitrary<History> Any(bool reversals = true, bool partners = true) => Arb.From(
        from programme in Programmes
        from start in Gen.Choose(0, 4000)
        from count in Gen.Choose(1, 25)
        from steps in Gen.ListOf(Steps(programme, reversals, partners), count)
        select new History(programme, new DateOnly(2010, 1, 1).AddDays(start), [.. steps]),
        history => history.Smaller());

    /// <summary>Purchases of the programme's currency, each dated and posted on the same day: what a history import gets.</summary>
    public static Arbitrary<History> Imports => Arb.From(
        from programme in Programmes
        from count in Gen.Choose(1, 15)
        from steps in Gen.ListOf(
            from purchase in Purchase(programme, partners: true)
            select (Step)(purchase with { Currency = programme.Currency.Code, DateOffset = 0 }), count)
        select new History(programme, new DateOnly(2012, 2, 28), [.. steps]),
        history => history.Smaller());

    /// <summary>The same with returns of them.</summary>
    public static Arbitrary<History> ImportsWithReturns => Arb.From(
        from programme in Programmes
        from count in Gen.Choose(2, 15)
        from steps in Gen.ListOf(
            Gen.Frequency(
                (3, Purchase(programme, partners: true).Select(buys => (Step)(buys with { Currency = programme.Currency.Code, DateOffset = 0 }))),
                (1, TakeBack)),
            count)
        select new History(programme, new DateOnly(2012, 2, 28), [.. steps]),
        history => history.Smaller());

    public static Gen<Programme> Programmes =>
        from currency in Gen.Elements("CHF", "JPY", "KWD")
        from window in Gen.Frequency((2, Gen.Constant(12)), (1, Gen.Choose(1, 36)))
        from grace in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 90)), (1, Gen.Choose(91, 365)))
        from tiers in Gen.Frequency((3, Gen.Choose(2, 5)), (1, Gen.Choose(6, 10)))
        from rises in Gen.ListOf(Gen.Choose(1, 4000), tiers - 1)
        from bonuses in Gen.ListOf(Gen.Choose(0, 10_000), tiers)
        select Domain.Programme.Create("Random", currency, "Europe/Zurich", window, grace, Rungs(rises, bonuses, Currency.Of(currency))).Value;

    private static List<TierDefinition> Rungs(IEnumerable<int> rises, IEnumerable<int> bonuses, Currency currency)
    {
        var thresholds = new List<decimal> { 0 };
        foreach (var rise in rises)
            thresholds.Add(thresholds[^1] + Money.ToDecimal(rise, currency));
        return [.. thresholds.Zip(bonuses, (threshold, bonus) => new TierDefinition($"at {threshold}", threshold, bonus / 100m))];
    }

    private static Gen<Step> Steps(Programme programme, bool reversals, bool partners) => Gen.Frequency(
        (6, Purchase(programme, partners).Select(buys => (Step)buys)),
        (reversals ? 2 : 0, TakeBack),
        (1, Gaps(programme).SelectMany(_ => Gen.Elements(true, false), (gap, records) => (Step)new Looks(gap, records))));

    private static Gen<Buys> Purchase(Programme programme, bool partners) =>
        from gap in Gaps(programme)
        from type in Gen.Elements(partners ? Enum.GetValues<PurchaseType>() : [PurchaseType.Flight, PurchaseType.Ancillary])
        from level in Gen.Choose(0, programme.TopLevel)
        from amount in Gen.Frequency(
            (6, Gen.Choose(0, (int)programme.Tiers[level].Threshold)),
            (2, Gen.Constant((int)programme.Tiers[level].Threshold)),
            (1, Gen.Choose(0, 20_000)))
        from currency in Gen.Frequency((3, Gen.Constant(programme.Currency.Code)), (2, Gen.Elements(Currencies)))
        from offset in Gen.Frequency(
            (2, Gen.Constant<int?>(null)), (4, Gen.Constant<int?>(0)), (1, Gen.Constant<int?>(1)), (1, Gen.Constant<int?>(2)),
            (2, Gen.Choose(-60, -1).Select(o => (int?)o)), (2, Gen.Choose(-1300, -61).Select(o => (int?)o)))
        select new Buys(gap, type, amount, currency, offset);

    private static Gen<Step> TakeBack =>
        from gap in Gen.Frequency((1, Gen.Constant(0)), (2, Gen.Choose(0, 60)), (1, Gen.Choose(0, 500)))
        from which in Gen.Choose(0, 30)
        from percent in Gen.Frequency((1, Gen.Constant(100)), (1, Gen.Choose(0, 100)))
        select (Step)new TakesBack(gap, which, percent);

    private static Gen<int> Gaps(Programme programme) => Gen.Frequency(
        (3, Gen.Choose(0, 5)),
        (3, Gen.Choose(0, 90)),
        (2, Gen.Choose(0, 500)),
        (1, Gen.Constant(programme.GraceDays)),
        (1, Gen.Choose(28 * programme.WindowMonths, Math.Min(500, 31 * programme.WindowMonths) + 28 * programme.WindowMonths)));
}
