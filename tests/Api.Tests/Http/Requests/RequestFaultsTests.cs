namespace Loyalty.Api.Tests;

/// <summary>Whatever is wrong with a request is told at once, wherever in it that stands.</summary>
public class RequestFaultsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Purchase = """{"transactionId":"t-1","type":"flight","amount":10.00,"currency":"CHF"}""";

    [Theory]
    // Within a body.
    [InlineData("POST", "/v1/members", """{"channel":"fax","givenName":"","familyName":"B","nick":"x","email":"no"}""", 400, "unknown-field", "nick,channel,givenName,email")]
    [InlineData("POST", "/v1/members", """{"channel":"web","givenName":"A","familyName":"B","email":"no","birthDate":"2026-11-22"}""", 422, "email-not-valid", "email,birthDate")]
    [InlineData("PATCH", "/v1/members/ADA1815", """{"birthDate":"2026-11-22","memberId":"X","nick":1}""", 400, "unknown-field", "nick,birthDate,memberId")]
    [InlineData("POST", "/v1/members/ADA1815/purchases", """{"transactionId":"","type":"x","amount":-1,"currency":"ZZZ","foo":1}""", 400, "unknown-field", "foo,transactionId,type,currency,amount")]
    [InlineData("POST", "/v1/quotes", """{"lines":[{"type":"x","amount":1,"currency":"CHF","foo":2}],"date":"soon"}""", 400, "unknown-field", "lines[0].foo,lines[0].type,date")]
    [InlineData("PUT", "/v1/rates/2026-11-01", """{"CHF":1,"EUR":-1,"QQQ":1}""", 422, "rate-not-valid", "CHF,EUR,QQQ")]
    // Beside it.
    [InlineData("POST", "/v1/members/x/purchases", """{"type":"x"}""", 422, "member-id-not-valid", "memberId,transactionId,type,amount,currency")]
    [InlineData("POST", "/v1/members/x/purchases?dry=1", Purchase, 400, "unknown-field", "dry,memberId")]
    [InlineData("POST", "/v1/members/x/purchases/%20/reversals", """{"reversalId":"r-1"}""", 422, "member-id-not-valid", "memberId,transactionId,reason")]
    [InlineData("PATCH", "/v1/members/x?now=1", """{"nick":1}""", 400, "unknown-field", "now,memberId,nick")]
    [InlineData("PUT", "/v1/rates/soon", """{"EUR":-1}""", 422, "date-not-valid", "date,EUR")]
    [InlineData("POST", "/v1/members?x=1", "{", 400, "unknown-field", "x,body")]
    [InlineData("GET", "/v1/members/x/status?asOf=soon&knownAt=then&foo=1", null, 400, "unknown-field", "foo,asOf,knownAt,memberId")]
    [InlineData("GET", "/v1/members/x/transactions?limit=0&cursor=", null, 422, "limit-not-valid", "limit,cursor,memberId")]
    [InlineData("GET", "/v1/flights/x/soon/briefing?limit=x", null, 422, "flight-not-valid", "flight,limit,date")]
    public async Task All_faults_are_told_at_once(string method, string path, string? body, int status, string code, string fields)
    {
        api.Member("ADA1815");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var problem = await (await api.Http.SendAsync(request)).ShouldBeProblemAsync(status, code);
        Assert.Equal(fields.Split(',').Order(), problem.ErrorFields().Order());
    }

    [Fact]
    public async Task Headers_are_told_of_too()
    {
        var enrolment = await (await api.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/members", """{"channel":"web","nick":"x"}""", headers: [("Idempotency-Key", "two words"), (TrailReason.Header, "%01")]))
            .ShouldBeProblemAsync(400, "unknown-field");
        Assert.Equal(new[] { "Idempotency-Key", TrailReason.Header, "nick", "givenName", "familyName" }.Order(), enrolment.ErrorFields().Order());

        var change = await (await api.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/x", """{"email":"no"}""", headers: [("If-Match", "7")]))
            .ShouldBeProblemAsync(422, "member-id-not-valid");
        Assert.Equal(new[] { "If-Match", "memberId", "email" }.Order(), change.ErrorFields().Order());
    }

    [Fact]
    public async Task A_fault_that_the_engine_finds_is_told_alone()
    {
        var problem = await (await api.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/members/NOBODY3/purchases", Purchase)).ShouldBeProblemAsync(404, "unknown-member");
        Assert.Equal(["memberId"], problem.ErrorFields());
    }
}
