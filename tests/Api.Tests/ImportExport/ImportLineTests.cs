using System.Buffers;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Api.Tests;

public class ImportLineTests
{
    private const string Good = "100000000016,t-1,flight,250.00,CHF,2026-02-28,AB12";

    [Fact]
    public void Reads_a_row()
    {
        var (member, row, error) = Read(Good);
        Assert.Null(error);
        Assert.Equal("100000000016", member.Value);
        Assert.Equal(7, row!.Line);
        Assert.Equal(
            new Purchase(new TransactionId("t-1"), PurchaseType.Flight, new Money(25000, Currency.Of("CHF")), new DateOnly(2026, 2, 28), "AB12"), row.Purchase);
    }

    [Theory]
    [InlineData("\"100000000016\",\"t-1\",\"flight\",\"250.00\",\"CHF\",\"2026-02-28\",\"AB,12\"", "AB,12")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"A\"\"B\"", "A\"B")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,", null)]
    public void Quotes_as_RFC_4180_has_them(string line, string? booking) =>
        Assert.Equal(booking, Read(line).Row!.Purchase.BookingReference);

    [Theory]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28", "column-count-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,A,B", "column-count-not-valid")]
    [InlineData("100000000017,t-1,flight,250.00,CHF,2026-02-28,", "member-id-not-valid")]
    [InlineData("100000000016,t 1,flight,250.00,CHF,2026-02-28,", "transaction-id-not-valid")]
    [InlineData("100000000016,,flight,250.00,CHF,2026-02-28,", "transaction-id-not-valid")]
    [InlineData("100000000016,t-1,Flight,250.00,CHF,2026-02-28,", "type-not-valid")]
    [InlineData("100000000016,t-1,flight,250.001,CHF,2026-02-28,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,NaN,CHF,2026-02-28,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,1e400,CHF,2026-02-28,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,-1,CHF,2026-02-28,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,,CHF,2026-02-28,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,XXQ,2026-02-28,", "currency-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-30,", "date-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,28.02.2026,", "date-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,a\u0001", "booking-reference-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"open", "row-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"a\"b", "row-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,a\"b", "row-not-valid")]
    [InlineData("100000000016,t-1,flight\r,250.00,CHF,2026-02-28,a", "row-not-valid")]
    public void Refuses_a_row_by_its_code(string line, string code) => Assert.Equal((7, code), Code(Read(line)));

    [Fact]
    public void Refuses_bytes_that_are_not_UTF8()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[^1] = 0xFF;
        Assert.Equal((7, "encoding-not-valid"), Code(ImportLine.Read(new Line(7, new ReadOnlySequence<byte>(bytes), false), 7)));
    }

    [Theory]
    [InlineData("memberId,transactionId,type,amount,currency,date", 6)]
    [InlineData("memberId,transactionId,type,amount,currency,date,bookingReference", 7)]
    [InlineData("\"memberId\",\"transactionId\",\"type\",\"amount\",\"currency\",\"date\"", 6)]
    public void Takes_a_header(string header, int columns) => Assert.Equal(columns, Header(header).Value);

    [Theory]
    [InlineData("memberId;transactionId;type;amount;currency;date")]
    [InlineData("memberId,transactionId,type,amount,currency")]
    [InlineData("memberId,transactionId,type,amount,date,currency")]
    [InlineData("memberId,transactionId,type,amount,currency,date,partner")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28")]
    public void Refuses_another_header_and_names_the_columns(string header)
    {
        var refusal = Header(header).Refusal!;
        Assert.Equal("import-header-not-valid", refusal.Code);
        Assert.Contains("memberId,transactionId,type,amount,currency,date", refusal.Detail);
    }

    private static Checked<int> Header(string text) => ImportHeader.Read(Line(text));

    private static (MemberId Member, Grains.ImportRow? Row, Grains.ImportError? Error) Read(string text) => ImportLine.Read(Line(text), 7);

    private static Line Line(string text) => new(7, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)), false);

    private static (long, string?) Code((MemberId, Grains.ImportRow?, Grains.ImportError? Error) read) => (read.Error!.Line, read.Error.Code);
}
