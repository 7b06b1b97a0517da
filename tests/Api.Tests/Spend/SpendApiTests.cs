using System.Net;

namespace Loyalty.Api.Tests;

public class SpendApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Purchase = """{"transactionId":"a/b%2Fc","type":"flight","amount":2500.00,"currency":"CHF"}""";

    [Fact]
    public async Task A_purchase_is_created_once_and_repeated_after()
    {
        api.Member("ADA1");
        var first = await PostAsync("/v1/members/ADA1/purchases", Purchase);
        var again = await PostAsync("/v1/members/ADA1/purchases", Purchase);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Contains("\"amount\":2500.00", await first.Content.ReadAsStringAsync());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_transaction_in_a_path_is_decoded_once()
    {
        var account = api.Member("REV1");
        await PostAsync("/v1/members/REV1/purchases", Purchase.Replace("a/b%2Fc", "r/b%2Fc"));
        var answer = await PostAsync("/v1/members/REV1/purchases/r%2Fb%252Fc/reversals", """{"reversalId":"r-1","reason":"x"}""");
        Assert.Equal("r/b%2Fc", account.LastReversal!.TransactionId.Value);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await (await PostAsync("/v1/members/REV1/purchases/nothing/reversals", """{"reversalId":"r-1","amount":1,"reason":"x"}""")).ShouldBeProblemAsync(404, "unknown-transaction");
        await (await PostAsync("/v1/members/REV1/purchases/a%20b/reversals", """{"reversalId":"r-1","reason":"x"}""")).ShouldBeProblemAsync(422, "transaction-id-not-valid");
        await (await PostAsync("/v1/members/REV1/purchases/x/reversals", """{"reversalId":"","amount":-1}""")).ShouldBeProblemAsync(422, "reversal-id-not-valid");
    }

    [Theory]
    [InlineData("1.000", "CHF", false)]
    [InlineData("12.500", "CHF", false)]
    [InlineData("2.500000", "CHF", false)]
    [InlineData("10.00", "JPY", false)]
    [InlineData("1.000", "JPY", false)]
    [InlineData("10.0", "JPY", false)]
    [InlineData("1.0000", "KWD", false)]
    [InlineData("0.000", "CHF", false)]
    [InlineData("1.0e-2", "CHF", false)]
    [InlineData("1.000e0", "CHF", false)]
    [InlineData("100e-2", "JPY", false)]
    [InlineData("1.000e3", "CHF", true)]
    [InlineData("1.000e3", "JPY", true)]
    [InlineData("100e-2", "CHF", true)]
    [InlineData("1.5", "CHF", true)]
    [InlineData("10", "JPY", true)]
    [InlineData("1.000", "KWD", true)]
    public async Task Digits_are_those_of_the_value_written_out_zeros_kept(string amount, string currency, bool taken)
    {
        api.Member("DIGITS1");
        var id = $"d-{amount}-{currency}";
        var purchase = $$"""{"transactionId":"{{id}}","type":"flight","amount":{{amount}},"currency":"{{currency}}"}""";
        var single = await PostAsync("/v1/members/DIGITS1/purchases", purchase);
        var quote = await PostAsync("/v1/quotes", $$"""{"lines":[{"type":"flight","amount":{{amount}},"currency":"{{currency}}"}]}""");
        var line = await (await api.Http.SendBytesAsync(
            HttpMethod.Post, "/v1/purchases", System.Text.Encoding.UTF8.GetBytes(purchase.Replace("{", """{"memberId":"DIGITS1",""")), "application/x-ndjson")).Content.ReadAsStringAsync();
        if (taken)
        {
            Assert.Equal(HttpStatusCode.Created, single.StatusCode);
            Assert.DoesNotContain("amount-not-valid", line);
            Assert.DoesNotContain("amount-not-valid", await quote.Content.ReadAsStringAsync());
            return;
        }

        await single.ShouldBeProblemAsync(422, "amount-not-valid");
        await quote.ShouldBeProblemAsync(422, "amount-not-valid");
        Assert.Contains("amount-not-valid", line);
    }

    [Theory]
    [InlineData("HRK", "Croatian kuna")]
    [InlineData("DEM", "Deutsche Mark")]
    public async Task A_currency_that_is_history_is_refused_by_name(string code, string name)
    {
        api.Member("HISTORY1");
        var answer = await PostAsync("/v1/members/HISTORY1/purchases", Purchase.Replace("CHF", code));
        Assert.Contains(name, await answer.Content.ReadAsStringAsync());
        await answer.ShouldBeProblemAsync(422, "currency-not-valid");
    }

    [Fact]
    public async Task A_basket_is_quoted_with_and_without_a_member()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/v1/quotes", """{"lines":[{"type":"flight","amount":1.00,"currency":"CHF"}]}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/v1/quotes", """{"memberId":"ADA1","lines":[{"type":"flight","amount":1,"currency":"CHF"}]}""")).StatusCode);
        var problem = await (await PostAsync("/v1/quotes", """{"lines":[{"type":"flight","amount":1,"currency":"CHF","foo":1},{"bar":2}]}""")).ShouldBeProblemAsync(400, "unknown-field");
        Assert.Equal(["lines[0].foo", "lines[1].bar", "lines[1].type", "lines[1].amount", "lines[1].currency"], problem.ErrorFields());
        problem = await (await PostAsync("/v1/quotes", """{"lines":[{"type":"flight","amount":1e400,"currency":"CHF"},5]}""")).ShouldBeProblemAsync(422, "amount-not-valid");
        Assert.Equal(["lines[0].amount", "lines[1]"], problem.ErrorFields());
        await (await PostAsync("/v1/quotes", """{"lines":[]}""")).ShouldBeProblemAsync(422, "lines-not-valid");
        await (await PostAsync("/v1/quotes", """{"lines":[{"type":"flight","amount":1,"currency":"CHF"}],"memberId":7}""")).ShouldBeProblemAsync(422, "member-id-not-valid");
    }

    [Fact]
    public async Task Rates_are_put_by_day_and_listed_newest_first()
    {
        foreach (var day in (string[])["2026-01-01", "2026-02-01", "2026-03-01"])
            Assert.Equal(HttpStatusCode.NoContent, (await PutAsync($"/v1/rates/{day}", """{"EUR":0.9431,"USD":0.8812}""")).StatusCode);
        var page = await (await api.Http.GetAsync("/v1/rates?limit=2")).JsonAsync();
        Assert.Equal(["2026-03-01", "2026-02-01"], page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("date").GetString()));
        Assert.Equal("0.9431", page.GetProperty("items")[0].GetProperty("rates").GetProperty("EUR").GetRawText());
        var rest = await (await api.Http.GetAsync($"/v1/rates?limit=2&cursor={page.GetProperty("next").GetString()}")).JsonAsync();
        Assert.Single(rest.GetProperty("items").EnumerateArray());
        Assert.Equal("null", rest.GetProperty("next").GetRawText());

        await (await PutAsync("/v1/rates/2026-02-30", """{"EUR":1}""")).ShouldBeProblemAsync(422, "date-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"XXQ":1}""")).ShouldBeProblemAsync(422, "currency-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"EUR":0}""")).ShouldBeProblemAsync(422, "rate-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"EUR":"0.94"}""")).ShouldBeProblemAsync(422, "rate-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"EUR":null}""")).ShouldBeProblemAsync(422, "rate-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"CHF":1}""")).ShouldBeProblemAsync(422, "rate-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", "{}")).ShouldBeProblemAsync(422, "rates-not-valid");
        await (await PutAsync("/v1/rates/2026-02-01", """{"EUR":1,"EUR":2}""")).ShouldBeProblemAsync(400, "malformed-json");
    }

    [Theory]
    [InlineData("""{"EUR":null}""")]
    [InlineData("""{"EUR":"0.95"}""")]
    [InlineData("""{"EUR":0.12345678901234567890123456789}""")]
    public async Task A_rate_that_is_no_exact_number_is_refused_under_one_code_whatever_its_currency(string body) =>
        await (await PutAsync("/v1/rates/2026-02-01", body)).ShouldBeProblemAsync(422, "rate-not-valid");

    private Task<HttpResponseMessage> PostAsync(string path, string body) => api.Http.SendJsonAsync(HttpMethod.Post, path, body);

    private Task<HttpResponseMessage> PutAsync(string path, string body) => api.Http.SendJsonAsync(HttpMethod.Put, path, body);
}
