using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

/// <summary>What is left of a posting, and when a repeated reversal is the same one.</summary>
public class ReversalTests
{
    private static readonly ExchangeRates Rates = Make.Rates(("2020-01-01", "EUR", 0.94315m), ("2020-01-01", "JPY", 0.0061m));

    [Theory]
    // 10.05 at 25 % bonus counts 12.56: a third and two thirds of it, and what is left after each.
    [InlineData(0, 1256, 1005)]
    [InlineData(335, 837, 670)]
    [InlineData(670, 419, 335)]
    [InlineData(1, 1255, 1004)]
    [InlineData(1004, 1, 1)]
    [InlineData(1005, 0, 0)]
    public void The_net_amounts_are_what_is_left_after_one_rounding(long reversed, long counted, long converted)
    {
        var posting = Credited(Make.Purchase("a", 10.05m, type: PurchaseType.Partner), level: 2);
        Assert.Equal((counted, converted), (posting.NetCounted(reversed), posting.NetConverted(reversed)));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(30, 2)]
    [InlineData(50, 2)]
    public void An_exact_half_that_is_taken_goes_to_the_even_centime(long reversed, long taken)
    {
        // 1.00 that counts as 0.05: twenty centimes are one, ten are half of one.
        var posting = Credited(Make.Purchase("a", 1, currency: "EUR"), rates: Make.Rates(("2020-01-01", "EUR", 0.05m)));
        Assert.Equal(taken, posting.Counted - posting.NetCounted(reversed));
    }

    [Fact]
    public void A_full_reversal_leaves_exactly_zero_however_it_was_cut_up() => Seeded.Check(
        Arb.From(
            from minor in Gen.Choose(1, 1_000_000)
            from currency in Gen.Elements("CHF", "EUR", "JPY")
            from type in Gen.Elements(Enum.GetValues<PurchaseType>())
            from level in Gen.Choose(0, 3)
            from cuts in Gen.ListOf(Gen.Choose(0, 1_000_000))
            select (Amount: new Money(minor, Currency.Of(currency)), type, level, cuts)),
        x =>
        {
            var posting = Credited(new Purchase(new TransactionId("a"), x.type, x.Amount), x.level);
            var entry = new LedgerEntry(posting);
            long taken = 0;
            foreach (var cut in x.cuts)
            {
                var step = entry.Reverse(Math.Min(cut, x.Amount.Minor - entry.Reversed));
                Assert.InRange(step, 0, posting.Counted);
                taken += step;
                Assert.Equal(posting.Counted - taken, entry.NetCounted);
            }

            taken += entry.Reverse(x.Amount.Minor - entry.Reversed);
            Assert.Equal((posting.Counted, 0, 0), (taken, entry.NetCounted, posting.NetConverted(entry.Reversed)));
            Assert.True(entry.IsFullyReversed);
        }, runs: 500);

    [Fact]
    public void An_entry_that_would_be_reversed_beyond_its_purchase_is_a_damaged_ledger()
    {
        var entry = new LedgerEntry(Credited(Make.Purchase("a", 10)));
        entry.Reverse(400);
        Assert.Throws<InvalidOperationException>(() => entry.Reverse(601));
        Assert.Throws<InvalidOperationException>(() => entry.Reverse(-1));
        Assert.Equal(400, entry.Reversed);
    }

    [Fact]
    public void A_purchase_of_nothing_is_never_fully_reversed()
    {
        var entry = new LedgerEntry(Credited(Make.Purchase("a", 0)));
        Assert.Equal((0, 0, false), (entry.Reverse(0), entry.NetCounted, entry.IsFullyReversed));
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(null, false, false)]
    [InlineData("10.00", false, true)]
    [InlineData("10", false, true)]
    [InlineData("10.01", false, false)]
    [InlineData("10.00", true, true)]
    [InlineData("9.99", true, false)]
    public void A_repeated_reversal_names_the_same_amount_or_none_like_the_first(string? amount, bool firstHadNone, bool same)
    {
        var recorded = new Reversal(new ReversalId("r"), new TransactionId("a"), Make.Money(10), !firstHadNone, "refund");
        Assert.Equal(same, Make.Reversal("r", "a", amount is null ? null : decimal.Parse(amount)).IsRequestOf(recorded));
    }

    [Fact]
    public void A_repeated_reversal_names_the_same_purchase_and_reason()
    {
        var recorded = new Reversal(new ReversalId("r"), new TransactionId("a"), Make.Money(10), true, "refund");
        Assert.False(Make.Reversal("r", "b", 10).IsRequestOf(recorded));
        Assert.False(Make.Reversal("r", "a", 10, "fraud").IsRequestOf(recorded));
    }

    private static Posting Credited(Purchase purchase, int level = 0, ExchangeRates? rates = null) =>
        Posting.Of(purchase, Make.Day("2026-01-15"), Make.Default, rates ?? Rates, level).Value;
}
