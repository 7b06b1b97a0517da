using System.Text;

namespace Loyalty.Api.Tests;

public class ImportsApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "memberId,transactionId,type,amount,currency,date";

    [Fact]
    public async Task Rows_are_taken_in_pages_and_bad_ones_named()
    {
        var completed = api.Engine.Completed.Count;
        var rows = Enumerable.Range(1, 12_000).Select(n => n switch
        {
            3 => "IMP1,i-3,flight,NaN,CHF,2026-01-01",
            7_000 => "IMP1,i-7000,flight,1.00,CHF,2026-02-30",
            _ => $"IMP{n % 7},i-{n},flight,1.00,CHF,2026-01-01",
        });
        var summary = await (await SendAsync("\uFEFF" + Header + "\r\n" + string.Join("\r\n", rows) + "\r\n\r\n")).JsonAsync();
        Assert.Equal((12_000, 11_998, 0, 2), (
            summary.GetProperty("rows").GetInt32(), summary.GetProperty("accepted").GetInt32(),
            summary.GetProperty("duplicates").GetInt32(), summary.GetProperty("rejected").GetInt32()));
        Assert.Equal([(4, "amount-not-valid"), (7_001, "date-not-valid")],
            summary.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("code").GetString())));
        Assert.Equal(completed + 1, api.Engine.Completed.Count);

        var order = api.Engine.Account(Domain.MemberId.Of("IMP2")).Purchases.Select(p => int.Parse(p.TransactionId.Value[2..])).ToList();
        Assert.Equal(order.Order(), order);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2")]
    public async Task Another_header_is_refused(string file) =>
        await (await SendAsync(file)).ShouldBeProblemAsync(422, "import-header-not-valid");

    [Fact]
    public async Task The_list_of_errors_is_bounded_and_the_count_is_not()
    {
        var rows = string.Join('\n', Enumerable.Repeat("x", ImportTally.MaxErrors + 5));
        var summary = await (await SendAsync(Header + "\n" + rows)).JsonAsync();
        Assert.Equal(ImportTally.MaxErrors + 5, summary.GetProperty("rejected").GetInt32());
        Assert.Equal(ImportTally.MaxErrors, summary.GetProperty("errors").GetArrayLength());
    }

    private Task<HttpResponseMessage> SendAsync(string file) =>
        api.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", Encoding.UTF8.GetBytes(file), "text/csv; charset=utf-8");
}
