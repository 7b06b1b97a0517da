using System.Buffers;
using System.Text;
using Loyalty.Domain;

namespace Loyalty.Api.Tests;

public class JsonReadingTests
{
    private const string Good = """{"transactionId":"t-1","type":"flight","amount":2500.00,"currency":"CHF"}""";

    [Fact]
    public void Reads_a_purchase_exactly()
    {
        var (purchase, problem) = Read("""
            {"transactionId":"t/1","type":"partner","amount":12.50,"currency":"EUR","date":"2026-02-28","bookingReference":"AB12CD","partner":"Hôtel 🏨"}
            """);
        Assert.Null(problem);
        Assert.Equal(
            new Purchase(new TransactionId("t/1"), PurchaseType.Partner, new Money(1250, Currency.Of("EUR")), new DateOnly(2026, 2, 28), "AB12CD", "Hôtel 🏨"),
            purchase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"amount":NaN}""")]
    [InlineData("""{"amount":1.}""")]
    [InlineData("""{"amount":1,"amount":1}""")]
    [InlineData("""{"amount":1,}""")]
    [InlineData("""{"\uD800":1}""")]
    [InlineData("/* */ {}")]
    public void Malformed(string json) => Assert.Equal((400, "malformed-json"), Code(Read(json).Problem));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_malformed()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[Good.IndexOf("t-1", StringComparison.Ordinal)] = 0xE9;
        Assert.Equal((400, "malformed-json"), Code(JsonReading.Read<PurchaseBody, Purchase>(new ReadOnlySequence<byte>(bytes)).Problem));
        var utf16 = Encoding.Unicode.GetBytes(Good);
        Assert.Equal((400, "malformed-json"), Code(JsonReading.Read<PurchaseBody, Purchase>(new ReadOnlySequence<byte>(utf16)).Problem));
    }

    [Fact]
    public void Unknown_fields_are_named_and_names_are_case_sensitive()
    {
        var problem = Read("""{"transactionId":"t-1","Type":"flight","amount":1,"currency":"CHF","extra":1}""").Problem;
        Assert.Equal((400, "unknown-field"), Code(problem));
        Assert.Equal(["Type", "extra", "type"], problem!.Errors!.Keys);
    }

    [Theory]
    [InlineData("amount", "1e400", "amount-not-valid")]
    [InlineData("amount", "1e-30", "amount-not-valid")]
    [InlineData("amount", "2500.001", "amount-not-valid")]
    [InlineData("amount", "-1", "amount-not-valid")]
    [InlineData("amount", "\"2500\"", "amount-not-valid")]
    [InlineData("amount", "true", "amount-not-valid")]
    [InlineData("amount", "{}", "amount-not-valid")]
    [InlineData("amount", "null", "amount-not-valid")]
    [InlineData("currency", "\"chf\"", "currency-not-valid")]
    [InlineData("currency", "756", "currency-not-valid")]
    [InlineData("type", "\"Flight\"", "type-not-valid")]
    [InlineData("type", "0", "type-not-valid")]
    [InlineData("transactionId", "\"a b\"", "transaction-id-not-valid")]
    [InlineData("transactionId", "17", "transaction-id-not-valid")]
    [InlineData("date", "\"2026-02-30\"", "date-not-valid")]
    [InlineData("date", "\"2026-2-3\"", "date-not-valid")]
    [InlineData("date", "20260203", "date-not-valid")]
    [InlineData("bookingReference", "\"\\u0000\"", "booking-reference-not-valid")]
    [InlineData("bookingReference", "\"\\uD800\"", "booking-reference-not-valid")]
    [InlineData("bookingReference", "\"\\uFFFD\"", "booking-reference-not-valid")]
    [InlineData("bookingReference", "\"\"", "booking-reference-not-valid")]
    [InlineData("partner", "[]", "partner-not-valid")]
    public void A_bad_field_is_named_by_its_code(string field, string value, string code)
    {
        var fields = new Dictionary<string, string>
        {
            ["transactionId"] = "\"t-1\"", ["type"] = "\"flight\"", ["amount"] = "1.00", ["currency"] = "\"CHF\"", [field] = value,
        };
        var problem = Read("{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}").Problem;
        Assert.Equal((422, code), Code(problem));
        Assert.Equal([field], problem!.Errors!.Keys);
    }

    [Fact]
    public void All_bad_fields_are_told_at_once()
    {
        var problem = Read("""{"type":"x","amount":1e400,"currency":"?","date":"x"}""").Problem;
        Assert.Equal((422, "transaction-id-not-valid"), Code(problem));
        Assert.Equal(["transactionId", "type", "amount", "currency", "date"], problem!.Errors!.Keys);
    }

    [Fact]
    public void Text_may_have_just_so_many_characters()
    {
        Assert.Null(Read(WithPartner(new string('x', Purchase.MaxTextLength))).Problem);
        Assert.Equal((422, "partner-not-valid"), Code(Read(WithPartner(new string('x', Purchase.MaxTextLength + 1))).Problem));
    }

    [Fact]
    public void Optional_fields_may_be_null() =>
        Assert.Null(Read("""{"transactionId":"t-1","type":"flight","amount":1,"currency":"JPY","date":null,"partner":null}""").Problem);

    private static string WithPartner(string partner) => Good.Replace("}", $",\"partner\":\"{partner}\"}}");

    private static (Purchase? Value, Problem? Problem) Read(string json) =>
        JsonReading.Read<PurchaseBody, Purchase>(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));

    private static (int?, string?) Code(Problem? problem) => (problem?.Status, problem?.Code);
}
