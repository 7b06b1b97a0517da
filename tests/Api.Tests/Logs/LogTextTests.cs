namespace Loyalty.Api.Tests;

/// <summary>What is logged cannot begin a line, steer a terminal or carry a secret.</summary>
public class LogTextTests
{
    [Theory]
    [InlineData("a\ninfo: forged", @"a\u000Ainfo: forged")]
    [InlineData("a\r\nb\rc", @"a\u000D\u000Ab\u000Dc")]
    [InlineData("\u001b[2Jgone\u009b1m", @"\u001B[2Jgone\u009B1m")]
    [InlineData("a\u2028b\u2029c\u0085d", @"a\u2028b\u2029c\u0085d")]
    [InlineData("abc\u202Efdp", @"abc\u202Efdp")]
    [InlineData("tab\there", @"tab\u0009here")]
    [InlineData("Zoë 😀 \\u000A", "Zoë 😀 \\u000A")]
    public void A_record_is_one_line(string text, string line) => Assert.Equal(line, LogText.Line(text));

    [Fact]
    public void An_exception_keeps_its_lines_and_nothing_else() =>
        Assert.Equal("Boom \\u001B[0m\n   at X()", LogText.Lines("Boom \u001b[0m\r\n   at X()"));

    [Theory]
    [InlineData("GET /hubs/status?id=1&access_token=abc.def-ghi&x=1", "GET /hubs/status?id=1&access_token=***&x=1")]
    [InlineData("ACCESS_TOKEN=abc", "ACCESS_TOKEN=***")]
    [InlineData("{\"access_token\":\"abc.def\"}", "{\"access_token\":\"***\"}")]
    [InlineData("Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "Authorization: Bearer ***")]
    [InlineData("No candidates found for the request path '/lk_0123456789ab_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f'", "No candidates found for the request path '/lk_0123456789ab_***'")]
    [InlineData("/v1/members/lk_0123456789ab_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f/status", "/v1/members/lk_0123456789ab_***/status")]
    [InlineData("/v1/members/lk_0123456789ab_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0", "/v1/members/lk_0123456789ab_***")]
    [InlineData("/x/eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl/y", "/x/eyJ***/y")]
    [InlineData("signs with whsec_MfKQ9r8GKYqr+wjUPD8ILPZI/2LaLaSw=, now", "signs with whsec_***, now")]
    [InlineData("Host=db;Password=s3cret;Database=x", "Host=db;Password=***;Database=x")]
    [InlineData("/x/ld_0123456789ab_0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "/x/ld_0123456789ab_***")]
    [InlineData("scanned LS1.eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl", "scanned LS1.eyJ***")]
    [InlineData("{\"orderId\":\"m-1\",\"pin\":\"48213\",\"points\":1000}", "{\"orderId\":\"m-1\",\"pin\":\"***\",\"points\":1000}")]
    [InlineData("AuthorisationRequest { OrderId = m-1, Pin = 48213 }", "AuthorisationRequest { OrderId = m-1, Pin = *** }")]
    [InlineData("{\"code\":\"482131\"}", "{\"code\":\"***\"}")]
    [InlineData("?code=ABCDEFGHJKLM&x=1", "?code=***&x=1")]
    [InlineData("{\"code\":\"partner-refused\",\"status\":402}", "{\"code\":\"partner-refused\",\"status\":402}")]
    [InlineData("The shipping code: 404", "The shipping code: 404")]
    [InlineData("Bearer was challenged.", "Bearer was challenged.")]
    [InlineData("The key lk_0123456789ab is revoked.", "The key lk_0123456789ab is revoked.")]
    public void A_secret_is_hidden(string text, string line) => Assert.Equal(line, LogText.Line(text));
}
