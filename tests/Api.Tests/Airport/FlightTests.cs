using System.Net;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Briefings and disruptions.</summary>
public class FlightTests(AirportFixture airport) : IClassFixture<AirportFixture>
{
    [Fact]
    public async Task A_crew_learns_of_members_above_the_lowest_tier_the_highest_first()
    {
        var silver = await airport.MemberAsync(1000);
        var lowest = await airport.MemberAsync(10);
        var gold = await airport.MemberAsync(2600);
        var richerGold = await airport.MemberAsync(2700);
        foreach (var (member, seat) in new[] { (silver, "3A"), (lowest, "4A"), (gold, "20C"), (richerGold, null) })
            await airport.CheckInAsync($"b-{member}", member, "LX100", seat: seat);
        await airport.CheckInAsync($"b-{richerGold}-gate", richerGold, "LX100", location: "B22", seat: "21D");
        await airport.CheckInAsync($"b-{silver}-gate", silver, "LX100", location: "B22", seat: null);

        var briefing = await BriefingAsync("LX0100");

        Assert.Equal([richerGold, gold, silver], Members(briefing));
        Assert.Equal(["21D", "20C", "3A"], briefing.GetProperty("items").EnumerateArray().Select(item => item.Text("seat")));
        var first = briefing.GetProperty("items")[0];
        Assert.Equal(("Ada L.", "Gold", "2026-11-21"), (first.Text("name"), first.Text("tier"), first.Text("since")));
        Assert.Equal("""[{"code":"newTier","since":"2026-11-21","years":null}]""", first.GetProperty("greetFor").GetRawText());
        Assert.Equal(JsonValueKind.Null, briefing.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Equal_tier_and_spend_go_by_seat_and_a_briefing_is_read_in_pages()
    {
        var members = new List<string>();
        foreach (var seat in new[] { "10A", "2B", "2A" })
        {
            members.Add(await airport.MemberAsync(1000));
            await airport.CheckInAsync($"p-{members[^1]}", members[^1], "LX102", seat: seat);
        }

        var page = await BriefingAsync("LX102", "?limit=2");
        Assert.Equal([members[2], members[1]], Members(page));
        Assert.Equal([members[0]], Members(await BriefingAsync("LX102", $"?limit=2&cursor={page.Text("next")}")));
    }

    [Fact]
    public async Task A_flight_of_nobody_has_an_empty_briefing() => Assert.Empty(Members(await BriefingAsync("XX1")));

    [Theory]
    [InlineData("/v1/flights/LX/2026-11-21/briefing", "flight-not-valid")]
    [InlineData("/v1/flights/LX14/2026-11-31/briefing", "date-not-valid")]
    [InlineData("/v1/flights/LX14/2026-11-21/briefing?cursor=x", "cursor-not-valid")]
    [InlineData("/v1/flights/LX14/2026-11-21/briefing?limit=0", "limit-not-valid")]
    public async Task Bad_questions_are_refused(string path, string code) => await (await airport.Http.GetAsync(path)).ShouldBeProblemAsync(422, code);

    [Fact]
    public async Task A_disruption_lists_everybody_by_priority_and_is_told_once()
    {
        var members = new List<string>();
        foreach (var spend in new[] { 0m, 1000m, 5200m, 1001m })
        {
            members.Add(await airport.MemberAsync(spend));
            await airport.CheckInAsync($"d-{members[^1]}", members[^1], "LX200");
        }

        var first = await DisruptAsync("ops-1", "LX200");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var text = await first.Content.ReadAsStringAsync();
        Assert.Equal([members[2], members[3], members[1], members[0]], Members(JsonDocument.Parse(text).RootElement));
        Assert.DoesNotContain("5200", text);

        await airport.CheckInAsync("d-late", await airport.MemberAsync(6000), "LX200");
        await airport.RestartAsync();
        var again = await DisruptAsync("ops-1", "LX200");
        Assert.Equal((HttpStatusCode.OK, text), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        await (await DisruptAsync("ops-1", "LX202")).ShouldBeProblemAsync(409, "disruption-id-reused");
        await (await DisruptAsync("ops-1", "LX200", "Another message")).ShouldBeProblemAsync(409, "disruption-id-reused");
    }

    [Fact]
    public async Task A_disruption_without_passengers_is_answered_all_the_same() =>
        Assert.Empty(Members(await (await DisruptAsync("ops-2", "XX2")).JsonAsync()));

    [Fact]
    public async Task What_is_wrong_with_a_disruption_is_named()
    {
        var answer = await airport.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/disruptions", $$"""{"disruptionId":"","flight":"1","date":"x","kind":"{{new string('k', 41)}}","message":" "}""");
        Assert.Equal(
            ["disruptionId", "flight", "date", "kind", "message"], (await answer.ShouldBeProblemAsync(422, "disruption-id-not-valid")).ErrorFields());
        await (await DisruptAsync("ops-3", "LX1", date: "2027-02-01")).ShouldBeProblemAsync(422, "date-not-valid");
    }

    private async Task<JsonElement> BriefingAsync(string flight, string query = "") =>
        await (await airport.Http.GetAsync($"/v1/flights/{flight}/2026-11-21/briefing{query}")).JsonAsync();

    private Task<HttpResponseMessage> DisruptAsync(string id, string flight, string message = "Leaves at 13:40.", string date = "2026-11-21") =>
        airport.Http.SendJsonAsync(
            HttpMethod.Post,
            "/v1/disruptions",
            $$"""{"disruptionId":"{{id}}","flight":"{{flight}}","date":"{{date}}","kind":"delay","message":"{{message}}"}""");

    private static IEnumerable<string?> Members(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.Text("memberId"));
}
