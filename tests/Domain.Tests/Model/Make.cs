using System.Globalization;

namespace Loyalty.Domain.Tests;

/// <summary>Short ways to the values that tests are about.</summary>
internal static class Make
{
    public static Programme Default => BuiltInProgramme.Value;

    public static readonly MemberId Member = MemberId.Of("MEMBER1");

    public static readonly DateTimeOffset Instant = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? DayOrNone(string? iso) => iso is null ? null : Day(iso);

    public static Money Money(decimal amount, string currency = "CHF") =>
        Domain.Money.From(amount, Currency.Of(currency)).Value;

    public static Purchase Purchase(
        string id, decimal amount, string? date = null, PurchaseType type = PurchaseType.Flight, string currency = "CHF") =>
        new(new TransactionId(id), type, Money(amount, currency), DayOrNone(date));

    public static ReversalRequest Reversal(string id, string transaction, decimal? amount = null, string reason = "refund") =>
        new(new ReversalId(id), new TransactionId(transaction), amount, reason);

    /// <summary>A programme with tiers T0, T1 … at these thresholds; T1 upwards carry the bonus.</summary>
    public static Programme Ladder(
        decimal[] thresholds,
        string currency = "CHF",
        string zone = "Europe/Zurich",
        int window = 12,
        int grace = 30,
        decimal bonusPerLevel = 10) =>
        Domain.Programme.Create(
            "Test", currency, zone, window, grace,
            [.. thresholds.Select((t, level) => new TierDefinition($"T{level}", t, bonusPerLevel * level, [$"benefit-{level}"]))]).Value;

    public static ExchangeRates Rates(params (string Date, string Currency, decimal Rate)[] rates) =>
        ExchangeRates.None.With(rates.Select(r => (Day(r.Date), r.Currency, r.Rate)));

    /// <summary>Takes back an amount, in minor units of the purchase's currency.</summary>
    public static long Reverse(this LedgerEntry entry, long minor) => entry.Reverse(new Reversal(
        new ReversalId("r"), entry.Posting.Purchase.TransactionId, new Money(minor, entry.Posting.Purchase.Amount.Currency), AmountGiven: true, "refund"));

    /// <summary>The refusal, once its code and field are as expected.</summary>
    public static Refusal Refused<T>(this Checked<T> outcome, string code, string? field)
    {
        var refusal = outcome.Refusal;
        Assert.NotNull(refusal);
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
        Assert.NotEmpty(refusal.Detail);
        return refusal;
    }
}
