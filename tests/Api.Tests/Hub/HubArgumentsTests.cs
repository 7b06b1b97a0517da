namespace Loyalty.Api.Tests;

/// <summary>A call that cannot be made is refused with a code, and its connection goes on.</summary>
public class HubArgumentsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("WatchMember", "", "arguments-not-valid")]
    [InlineData("WatchMember", "1", "arguments-not-valid")]
    [InlineData("WatchMember", "{}", "arguments-not-valid")]
    [InlineData("WatchMember", "\"ADA1815\",\"three\"", "arguments-not-valid")]
    [InlineData("WatchMember", "\"ADA1815\",1.5", "arguments-not-valid")]
    [InlineData("WatchMember", "\"ADA1815\",99999999999999999999", "arguments-not-valid")]
    [InlineData("WatchMember", "\"ADA1815\",1,2", "arguments-not-valid")]
    [InlineData("WatchMember", "\"ADA1815\",-1", "after-version-not-valid")]
    [InlineData("WatchMember", "null", "member-id-not-valid")]
    [InlineData("WatchMember", "\"\"", "member-id-not-valid")]
    [InlineData("UnwatchMember", "", "arguments-not-valid")]
    [InlineData("UnwatchMember", "null", "member-id-not-valid")]
    [InlineData("WatchDisplay", "\"ZRH\"", "arguments-not-valid")]
    [InlineData("UnwatchDisplay", "null,null", "airport-not-valid")]
    [InlineData("WatchDisplay", "\"ZRH\",\"A1\",1", "arguments-not-valid")]
    [InlineData("UnwatchDisplay", "\"ZRH\",7", "arguments-not-valid")]
    [InlineData("WatchAll", "1", "arguments-not-valid")]
    [InlineData("UnwatchAll", "null", "arguments-not-valid")]
    [InlineData("Nothing", "", "unknown-method")]
    [InlineData("Nothing", "1,2", "unknown-method")]
    public async Task A_wrong_call_has_a_code(string method, string arguments, string code)
    {
        api.Member("ADA1815");
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        Assert.Contains($"HubException: {code}: ", (await hub.InvokeAsync(method, arguments)).Text("error"));
        Assert.Equal("ADA1815", (await hub.InvokeAsync("WatchMember", "\"ADA1815\"")).GetProperty("result").Text("memberId"));
    }
}
