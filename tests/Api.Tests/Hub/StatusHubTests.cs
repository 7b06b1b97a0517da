using Loyalty.Domain;

namespace Loyalty.Api.Tests;

/// <summary>The hub as a client has it on the wire.</summary>
public class StatusHubTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("\"HUB1\"")]
    [InlineData("\"HUB1\",null")]
    public async Task A_watch_may_leave_the_version_out(string arguments)
    {
        var account = api.Member("HUB1");
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        var status = (await hub.InvokeAsync("WatchMember", arguments)).GetProperty("result");
        Assert.Equal(account.Version, status.GetProperty("version").GetInt64());
        account.Change(ChangeKind.SpendRecorded);
        await hub.UntilAsync(1);
        var push = hub.Pushes[0];
        Assert.Equal("statusChanged", push.GetProperty("target").GetString());
        var change = push.GetProperty("arguments")[0];
        Assert.Equal(account.Version, change.GetProperty("version").GetInt64());
        Assert.Equal("spendRecorded", change.GetProperty("kind").GetString());
        Assert.Equal("2026-11-21T10:15:04.123Z", change.GetProperty("at").GetString());
        Assert.Equal(change.GetProperty("status").GetProperty("asOf").GetString(), change.GetProperty("date").GetString());
        Assert.Equal(change.GetProperty("status").GetProperty("tier").GetProperty("code").GetString(), change.GetProperty("effectiveTier").GetString());
        Assert.Equal("1000.00", change.GetProperty("status").GetProperty("spend").GetProperty("toNextTier").GetRawText());
    }

    [Fact]
    public async Task A_message_of_another_protocol_holds_up_none_behind_it()
    {
        api.Member("HUB7");
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        await hub.SendAsync("""{"type":99}""" + "\u001e" + """{"type":1,"invocationId":"1","target":"WatchMember","arguments":["HUB7"]}""");
        await hub.UntilAnswersAsync(1);
    }

    [Fact]
    public async Task A_watch_may_name_the_version()
    {
        var account = api.Member("HUB2");
        for (var i = 0; i < 4; i++)
            account.Change(ChangeKind.SpendRecorded);
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        await hub.InvokeAsync("WatchMember", "\"HUB2\",2");
        Assert.Equal([3, 4, 5], Versions(hub));
        await hub.InvokeAsync("UnwatchMember", "\"HUB2\"");
        await hub.InvokeAsync("WatchMember", "\"HUB2\",99");
        account.Change(ChangeKind.SpendRecorded);
        await hub.UntilAsync(4);
        Assert.Equal([3, 4, 5, 6], Versions(hub));
    }

    [Theory]
    [InlineData("\"NOBODY2\"", "unknown-member: ")]
    [InlineData("\"nobody\"", "member-id-not-valid: ")]
    [InlineData("\"NOBODY2\",1", "unknown-member: ")]
    public async Task Refusals_carry_their_code(string arguments, string code)
    {
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        Assert.Contains($"HubException: {code}", (await hub.InvokeAsync("WatchMember", arguments)).GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("WatchMember", "")]
    [InlineData("WatchMember", "1,2,3")]
    [InlineData("UnwatchMember", "")]
    public async Task Other_counts_of_arguments_are_an_error(string method, string arguments)
    {
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        Assert.True((await hub.InvokeAsync(method, arguments)).TryGetProperty("error", out _));
    }

    [Fact]
    public async Task An_operator_sees_every_change()
    {
        await using var hub = await HubSocket.ConnectAsync(api.Address);
        await hub.InvokeAsync("WatchAll", "");
        api.Member("HUB3").Change(ChangeKind.SpendRecorded);
        await hub.UntilAsync(2);
        await hub.InvokeAsync("UnwatchAll", "");
        api.Member("HUB3").Change(ChangeKind.SpendRecorded);
        await hub.InvokeAsync("UnwatchAll", "");
        Assert.Equal([1, 2], Versions(hub));
    }

    private static IEnumerable<long> Versions(HubSocket hub) =>
        hub.Pushes.Select(push => push.GetProperty("arguments")[0].GetProperty("version").GetInt64());
}
