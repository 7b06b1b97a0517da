namespace Loyalty.Domain.Tests;

/// <summary>When a repeated report is the same one, and when it is another under the same id.</summary>
public partial class PostingTests
{
    private static readonly Purchase Dated =
        new(new TransactionId("tx"), PurchaseType.Flight, Make.Money(10), Make.Day("2026-01-15"), "PNR123", "Hotel");

    public static TheoryData<string> Fields => ["transactionId", "type", "amount", "currency", "date", "booking", "partner"];

    [Fact]
    public void The_same_content_is_the_same_report() => Assert.True(Credited(Dated).IsReportOf(Dated with { }));

    [Fact]
    public void Zeros_at_the_end_of_an_amount_make_no_difference() =>
        Assert.True(Credited(Dated).IsReportOf(Dated with { Amount = Make.Money(10.00m) }));

    [Theory]
    [MemberData(nameof(Fields))]
    public void Any_other_content_is_another_report(string field)
    {
        var other = field switch
        {
            "transactionId" => Dated with { TransactionId = new TransactionId("TX") },
            "type" => Dated with { Type = PurchaseType.Ancillary },
            "amount" => Dated with { Amount = Make.Money(10.01m) },
            "currency" => Dated with { Amount = Make.Money(10, "EUR") },
            "date" => Dated with { Date = Make.Day("2026-01-14") },
            "booking" => Dated with { BookingReference = null },
            _ => Dated with { Partner = "hotel" },
        };
        Assert.False(Credited(Dated).IsReportOf(other));
    }

    [Fact]
    public void Without_a_date_a_repeat_on_any_later_day_is_the_same_report()
    {
        var undated = Dated with { Date = null };
        Assert.True(Credited(undated).IsReportOf(undated));
    }

    [Fact]
    public void A_date_that_was_filled_in_may_be_repeated_in_full()
    {
        var undated = Credited(Dated with { Date = null });
        Assert.True(undated.IsReportOf(Dated with { Date = undated.Date }));
        Assert.False(undated.IsReportOf(Dated with { Date = undated.Date.AddDays(-1) }));
    }

    [Fact]
    public void A_repeat_that_leaves_the_given_date_out_is_another_report() =>
        Assert.False(Credited(Dated).IsReportOf(Dated with { Date = null }));

    private static Posting Credited(Purchase purchase) =>
        Posting.Of(purchase, Make.Day("2026-01-15"), Make.Default, ExchangeRates.None, 0).Value;
}
