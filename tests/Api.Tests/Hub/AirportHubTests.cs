using System.Net;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Displays and disruptions over the hub, with the official client.</summary>
public class AirportHubTests(AirportFixture airport) : IClassFixture<AirportFixture>
{
    [Fact]
    public async Task A_display_is_told_of_its_check_ins_by_masked_name_and_nothing_more()
    {
        var member = await airport.MemberAsync(2600, "Élodie", "Ätzold", "fr-CH");
        await using var client = await HubClient.ConnectAsync(airport.Address);
        await client.InvokeAsync("WatchDisplay", "ZRH", "gate h1");

        await airport.CheckInAsync("h-elsewhere", member, location: "Gate H2");
        var answer = await (await airport.CheckInAsync("h-1", member, "LX300", "Gate H1", "31K")).JsonAsync();

        var told = await client.HasBeenPushedAsync("recognised", 1);
        var recognition = Assert.Single(told);
        Assert.Equal(
            """{"airport":"ZRH","location":"Gate H1","flight":"LX300","displayName":"Élodie Ä.","tier":"Gold","tierLevel":2,"""
            + """ "greeting":"Félicitations pour le statut Gold","greetingCode":"newTier","greetingLanguage":"fr","""
                .TrimStart()
            + $"\"at\":\"{answer.Text("at")}\",\"expiresAt\":\"{answer.Text("expiresAt")}\",\"recognitionId\":\"{recognition.Text("recognitionId")}\"}}",
            recognition.GetRawText());
    }

    [Fact]
    public async Task What_is_still_valid_comes_first_and_what_has_expired_never_comes()
    {
        var (gone, here) = (await airport.MemberAsync(given: "Gone"), await airport.MemberAsync(given: "Here"));
        await airport.CheckInAsync("v-1", gone, location: "V1");
        await airport.MoveAsync(TimeSpan.FromSeconds(29));
        await airport.CheckInAsync("v-2", here, location: "V1");
        await airport.MoveAsync(TimeSpan.FromSeconds(1));
        await airport.RestartAsync();

        await using var client = await HubClient.ConnectAsync(airport.Address);
        await client.InvokeAsync("WatchDisplay", "ZRH", "V1");
        await airport.CheckInAsync("v-3", gone, location: "V1");

        var told = await client.HasBeenPushedAsync("recognised", 2);
        Assert.Equal(["Here L.", "Gone L."], told.Select(push => push.Text("displayName")));
    }

    [Fact]
    public async Task A_repetition_is_not_greeted_again()
    {
        var member = await airport.MemberAsync();
        await using var client = await HubClient.ConnectAsync(airport.Address);
        await client.InvokeAsync("WatchDisplay", "ZRH", "R1");
        await airport.CheckInAsync("r-1", member, location: "R1");
        Assert.Equal(HttpStatusCode.OK, (await airport.CheckInAsync("r-1", member, location: "R1")).StatusCode);
        await airport.CheckInAsync("r-2", member, "LX301", "R1");
        Assert.Equal(["LX14", "LX301"], (await client.HasBeenPushedAsync("recognised", 2)).Select(push => push.Text("flight")));
    }

    [Fact]
    public async Task A_member_without_a_name_is_greeted_without_one()
    {
        using var import = await airport.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/imports", "memberId,transactionId,type,amount,currency,date\nNAMELESS1,n-1,flight,10.00,CHF,2026-11-01\n", "text/csv");
        import.EnsureSuccessStatusCode();
        await using var client = await HubClient.ConnectAsync(airport.Address);
        await client.InvokeAsync("WatchDisplay", "ZRH", "N1");
        await airport.CheckInAsync("n-1", "NAMELESS1", location: "N1");
        var told = Assert.Single(await client.HasBeenPushedAsync("recognised", 1));
        Assert.Equal((JsonValueKind.Null, "Welcome"), (told.GetProperty("displayName").ValueKind, told.Text("greeting")));
    }

    [Theory]
    [InlineData("zrh", "A1", "airport-not-valid: ")]
    [InlineData("ZRH", "a/b", "location-not-valid: ")]
    public async Task A_display_that_cannot_be_is_refused_by_its_code(string code, string location, string refusal)
    {
        await using var hub = await HubSocket.ConnectAsync(airport.Address);
        Assert.Contains($"HubException: {refusal}", (await hub.InvokeAsync("WatchDisplay", $"\"{code}\",\"{location}\"")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_connection_watches_so_many_displays_and_may_give_one_up()
    {
        await using var hub = await HubSocket.ConnectAsync(airport.Address);
        for (var i = 0; i < DisplayRegistry.MaxPlaces; i++)
            Assert.False((await hub.InvokeAsync("WatchDisplay", $"\"ZRH\",\"M{i}\"")).TryGetProperty("error", out _));
        Assert.Contains("too-many-watches", (await hub.InvokeAsync("WatchDisplay", "\"ZRH\",\"M64\"")).GetProperty("error").GetString());
        Assert.False((await hub.InvokeAsync("WatchDisplay", "\"ZRH\",\"m0\"")).TryGetProperty("error", out _));
        await hub.InvokeAsync("UnwatchDisplay", "\"ZRH\",\"M0\"");
        Assert.False((await hub.InvokeAsync("WatchDisplay", "\"ZRH\",\"M64\"")).TryGetProperty("error", out _));
        await airport.CheckInAsync("m-0", await airport.MemberAsync(), location: "M0");
        await airport.CheckInAsync("m-64", await airport.MemberAsync(), location: "M64");
        await hub.UntilAsync(1);
        Assert.Equal("M64", hub.Pushes.Single().GetProperty("arguments")[0].Text("location"));
    }

    [Fact]
    public async Task A_disruption_is_pushed_in_order_of_priority_to_those_who_watch()
    {
        var (lowest, platinum, silver) = (await airport.MemberAsync(), await airport.MemberAsync(5000), await airport.MemberAsync(1000));
        await using var client = await HubClient.ConnectAsync(airport.Address);
        foreach (var member in new[] { lowest, platinum, silver })
        {
            await client.InvokeAsync("WatchMember", member);
            await airport.CheckInAsync($"x-{member}", member, "LX400", seat: member == silver ? "7C" : null);
        }

        for (var i = 0; i < 2; i++)
        {
            await airport.Http.SendJsonAsync(
                HttpMethod.Post, "/v1/disruptions", """{"disruptionId":"x-1","flight":"LX400","date":"2026-11-21","kind":"delay","message":"Leaves at 13:40."}""");
        }

        await airport.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/disruptions", """{"disruptionId":"x-2","flight":"LX400","date":"2026-11-21","kind":"gate-change","message":"Gate B22."}""");

        var told = await client.HasBeenPushedAsync("disrupted", 6);
        Assert.Equal(
            [(platinum, "x-1"), (silver, "x-1"), (lowest, "x-1"), (platinum, "x-2"), (silver, "x-2"), (lowest, "x-2")],
            told.Select(push => (push.Text("memberId")!, push.Text("disruptionId")!)));
        Assert.Equal(("LX400", "2026-11-21", "delay", "Leaves at 13:40.", "7C"),
            (told[1].Text("flight"), told[1].Text("date"), told[1].Text("kind"), told[1].Text("message"), told[1].Text("seat")));
    }

    [Fact]
    public async Task A_display_is_told_within_a_push()
    {
        var member = await airport.MemberAsync();
        await using var client = await HubClient.ConnectAsync(airport.Address);
        await client.InvokeAsync("WatchDisplay", "ZRH", "P1");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => airport.CheckInAsync($"p-{i}", member, location: "P1")));
        Assert.Equal(50, (await client.HasBeenPushedAsync("recognised", 50)).Count);
    }
}
