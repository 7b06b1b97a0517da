using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class BasketQuoteTests
{
    private static readonly Currency Franc = Currency.Of("CHF");

    [Fact]
    public async Task A_quote_tells_what_the_purchase_then_does_and_changes_nothing()
    {
        await using var host = await SiloHost.StartAsync();
        var account = await host.EnrolAsync("MEMBER1");
        await account.RecordPurchase(HostUnderTest.Francs("a", 900));

        var quote = (await account.Quote(Basket((PurchaseType.Flight, 200m), (PurchaseType.Partner, 100m)))).Value!;

        Assert.Equal(("Member", "Silver", 310m, 1210m), (quote.CurrentTier, quote.TierAfter, quote.CountedAmount, quote.SpendAfter));
        Assert.Equal(["priority-boarding", "extra-bag", "dedicated-check-in"], quote.TierChange!.BenefitsGained);
        Assert.Equal(2, (await account.GetStatus(new StatusQuery())).Value!.Version);
        await account.RecordPurchase(HostUnderTest.Francs("b", 200));
        var then = (await account.RecordPurchase(HostUnderTest.Francs("c", 100, PurchaseType.Partner))).Value!.Status;
        Assert.Equal(quote.SpendAfter, then.Spend.CurrentPeriod);
        Assert.Equal(quote.Status!.Tier, then.Tier);
    }

    [Fact]
    public void A_passer_by_is_reckoned_from_the_lowest_tier()
    {
        var quote = BasketQuote.ForPasserBy(Basket((PurchaseType.Flight, 2500m)), new DateOnly(2026, 1, 10), BuiltInProgramme.Value, ExchangeRates.None).Value!;

        Assert.Equal(("Member", "Gold", null), (quote.CurrentTier, quote.TierAfter, quote.MemberId));
        Assert.Null(quote.Status);
    }

    [Fact]
    public void A_line_that_cannot_be_converted_is_named()
    {
        var basket = new QuoteRequest([new QuoteLine(PurchaseType.Flight, new Money(100, Franc)), new QuoteLine(PurchaseType.Flight, new Money(100, Currency.Of("EUR")))], null);

        var refusal = BasketQuote.ForPasserBy(basket, new DateOnly(2026, 1, 10), BuiltInProgramme.Value, ExchangeRates.None).Refusal!;

        Assert.Equal(("currency-rate-missing", "lines[1].currency"), (refusal.Code, refusal.Field));
    }

    private static QuoteRequest Basket(params (PurchaseType Type, decimal Amount)[] lines) =>
        new([.. lines.Select(l => new QuoteLine(l.Type, Money.From(l.Amount, Franc).Value))], null);
}
