using System.IO.Pipelines;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

public class ImportLineTests
{
    private const string Header = "memberId,transactionId,type,amount,currency,date,bookingReference,reverses";
    private const string Good = "100000000016,t-1,flight,250.00,CHF,2026-02-28,AB12,";

    [Fact]
    public async Task Reads_a_row()
    {
        var (member, row, error) = await ReadAsync(Good);
        Assert.Null(error);
        Assert.Equal("100000000016", member.Value);
        Assert.Equal((2, null), (row!.Line, row.Reverses));
        Assert.Equal(
            new Purchase(new TransactionId("t-1"), PurchaseType.Flight, new Money(25000, Currency.Of("CHF")), new DateOnly(2026, 2, 28), "AB12"), row.Purchase);
    }

    [Fact]
    public async Task Reads_a_return() =>
        Assert.Equal("t-0", (await ReadAsync("100000000016,t-1,flight,250.00,CHF,2026-02-28,,t-0")).Row!.Reverses!.Value.Value);

    [Theory]
    [InlineData("date,currency,amount,type,transactionId,memberId\n2026-02-28,CHF,250.00,flight,t-1,100000000016")]
    [InlineData("MEMBERID; TransactionId ;type;amount;currency;DATE\n100000000016;t-1;flight;250.00;CHF;2026-02-28")]
    [InlineData("memberId\ttransactionId\ttype\tamount\tcurrency\tdate\n100000000016\tt-1\tflight\t250,00\tCHF\t2026-02-28")]
    [InlineData("sep=;\nmemberId;transactionId;type;amount;currency;date\n100000000016;t-1;flight;250,0;CHF;2026-02-28")]
    public async Task Columns_come_in_any_order_and_case(string file) =>
        Assert.Equal(
            new Purchase(new TransactionId("t-1"), PurchaseType.Flight, new Money(25000, Currency.Of("CHF")), new DateOnly(2026, 2, 28)),
            (await ReadFileAsync(file)).Row!.Purchase);

    [Theory]
    [InlineData("\"100000000016\",\"t-1\",\"flight\",\"250.00\",\"CHF\",\"2026-02-28\",\"AB,12\",\"\"", "AB,12")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"A\"\"B\",", "A\"B")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"a\r\nb\nc\rd\",", "a b c d")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,,", null)]
    public async Task Quotes_as_RFC_4180_has_them(string line, string? booking) =>
        Assert.Equal(booking, (await ReadAsync(line)).Row!.Purchase.BookingReference);

    [Theory]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28", "column-count-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,A,B,C", "column-count-not-valid")]
    [InlineData("100000000017,t-1,flight,250.00,CHF,2026-02-28,,", "member-id-not-valid")]
    [InlineData("100000000016,t 1,flight,250.00,CHF,2026-02-28,,", "transaction-id-not-valid")]
    [InlineData("100000000016,,flight,250.00,CHF,2026-02-28,,", "transaction-id-not-valid")]
    [InlineData("100000000016,t-1,Flight,250.00,CHF,2026-02-28,,", "type-not-valid")]
    [InlineData("100000000016,t-1,flight,250.001,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,1.000,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,12.500,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,1.000,JPY,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,10.00,JPY,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,2.500000,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,NaN,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,1e400,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,,CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,\"250,00\",CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,\"1,000\",CHF,2026-02-28,,", "amount-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,XXQ,2026-02-28,,", "currency-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-30,,", "date-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,28.02.2026,,", "date-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,a\u0001,", "booking-reference-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,,a b", "reverses-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,,\"open", "row-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,\"a\"b,", "row-not-valid")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28,a\"b,", "row-not-valid")]
    [InlineData("100000000016,t-1,flight\r,250.00,CHF,2026-02-28,a,", "row-not-valid")]
    public async Task Refuses_a_row_by_its_code(string line, string code)
    {
        var error = (await ReadAsync(line)).Error!;
        Assert.Equal((2, code), (error.Line, error.Code));
    }

    [Theory]
    [InlineData("1,000", "CHF", false)]
    [InlineData("1,500", "KWD", false)]
    [InlineData("1.000,50", "CHF", false)]
    [InlineData("1,0,5", "CHF", false)]
    [InlineData(",50", "CHF", false)]
    [InlineData("12,5", "JPY", false)]
    [InlineData("12,50", "CHF", true)]
    [InlineData("12,5", "CHF", true)]
    public async Task A_decimal_comma_is_taken_where_it_can_be_nothing_else(string amount, string currency, bool taken) =>
        Assert.Equal(taken, (await ReadFileAsync($"memberId;transactionId;type;amount;currency;date\n100000000016;t-1;flight;{amount};{currency};2026-02-28")).Error is null);

    [Fact]
    public async Task A_negative_amount_is_sent_to_the_column_for_returns()
    {
        var error = (await ReadAsync("100000000016,t-1,flight,-250.00,CHF,2026-02-28,,")).Error!;
        Assert.Equal("amount-not-valid", error.Code);
        Assert.Contains("column reverses", error.Detail);
    }

    [Theory]
    [InlineData("memberId,transactionId,type,amount,currency,date", 6)]
    [InlineData("memberId,transactionId,type,amount,currency,date,bookingReference", 7)]
    [InlineData("memberId,transactionId,type,amount,currency,date,reverses", 7)]
    [InlineData("\"memberId\",\"transactionId\",\"type\",\"amount\",\"currency\",\"date\"", 6)]
    [InlineData("memberId;transactionId;type;amount;currency;date", 6)]
    [InlineData("memberId,transactionId,type,amount,date,currency", 6)]
    public async Task Takes_a_header(string header, int columns) => Assert.Equal(columns, (await HeaderAsync(header)).Value.Count);

    [Theory]
    [InlineData("memberId,transactionId,type,amount,currency", "Missing: date.")]
    [InlineData("memberId,transactionId,type,amount,currency,date,partner", "Column 7, 'partner', is one too many.")]
    [InlineData("memberId,transactionId,type,amount,currency,date,", "Column 7 has no name: there is a separator too many")]
    [InlineData("memberId,,transactionId,type,amount,currency,date", "Column 2 has no name.")]
    [InlineData("memberId,transactionId,type,amount,currency,date,Date", "Column 7, 'Date', is there twice.")]
    [InlineData("100000000016,t-1,flight,250.00,CHF,2026-02-28", "perhaps the file has no header")]
    [InlineData("memberId|transactionId|type|amount|currency|date", "not parted by a comma, a semicolon or a tab")]
    [InlineData("memberId,transactionId,type,amount,currency,\"date", "quote on line 1 is never closed")]
    [InlineData("memberId,transactionId,type,amount,currency,date,\uFFFD", "neither UTF-8 nor UTF-16")]
    [InlineData("", "The file is empty.")]
    [InlineData("sep=;\nmemberId,transactionId,type,amount,currency,date", "not parted")]
    public async Task Refuses_another_header_and_says_what_is_wrong(string header, string words)
    {
        var refusal = (await HeaderAsync(header)).Refusal!;
        Assert.Equal("import-header-not-valid", refusal.Code);
        Assert.Contains("memberId,transactionId,type,amount,currency,date", refusal.Detail);
        Assert.Contains(words, refusal.Detail);
    }

    private static async Task<Checked<ImportHeader>> HeaderAsync(string text) => ImportHeader.Read((await RecordsAsync(text)).Select(record => (CsvRecord?)record).FirstOrDefault());

    private static Task<ImportLine> ReadAsync(string row) => ReadFileAsync(Header + "\n" + row);

    private static async Task<ImportLine> ReadFileAsync(string file)
    {
        var records = await RecordsAsync(file);
        return ImportLine.Read(records[1], ImportHeader.Read(records[0]).Value);
    }

    private static async Task<List<CsvRecord>> RecordsAsync(string file)
    {
        var records = new List<CsvRecord>();
        await foreach (var record in CsvRecords.ReadAsync(PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(file)))))
            records.Add(record);
        return records;
    }
}
