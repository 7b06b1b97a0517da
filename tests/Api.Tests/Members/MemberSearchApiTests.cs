namespace Loyalty.Api.Tests;

public class MemberSearchApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Members_come_in_pages_with_profile_and_status()
    {
        foreach (var id in new[] { "FIND1", "FIND2", "FIND3" })
            await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", $$"""{"channel":"app","givenName":"Ada","familyName":"B","memberId":"{{id}}"}""");

        var page = await (await api.Http.GetAsync("/v1/members?query=FIND&limit=2")).JsonAsync();
        Assert.Equal(["FIND1", "FIND2"], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("memberId").GetString()));
        Assert.Equal("Ada", page.GetProperty("items")[0].GetProperty("givenName").GetString());
        Assert.Equal("Member", page.GetProperty("items")[0].GetProperty("status").GetProperty("tier").GetProperty("name").GetString());
        var rest = await (await api.Http.GetAsync($"/v1/members?query=FIND&limit=2&cursor={page.GetProperty("next").GetString()}")).JsonAsync();
        Assert.Equal("FIND3", Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("memberId").GetString());
        Assert.Equal("null", rest.GetProperty("next").GetRawText());
    }

    [Theory]
    [InlineData("/v1/members", "query-not-valid")]
    [InlineData("/v1/members?query=%20", "query-not-valid")]
    [InlineData("/v1/members?query=a%00", "query-not-valid")]
    [InlineData("/v1/members?query=a&cursor=1000", "cursor-not-valid")]
    [InlineData("/v1/members?query=a&cursor=-1", "cursor-not-valid")]
    [InlineData("/v1/members?query=a&limit=0", "limit-not-valid")]
    public async Task What_cannot_be_asked_is_refused(string path, string code) => await (await api.Http.GetAsync(path)).ShouldBeProblemAsync(422, code);
}
