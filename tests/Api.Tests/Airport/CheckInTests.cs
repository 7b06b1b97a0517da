using System.Net;

namespace Loyalty.Api.Tests;

public class CheckInTests(AirportFixture airport) : IClassFixture<AirportFixture>
{
    [Fact]
    public async Task A_check_in_is_answered_with_what_the_display_shows_and_until_when()
    {
        var member = await airport.MemberAsync(2600);
        var answer = await airport.CheckInAsync("c-1", member, "LX0014", seat: "04F");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.JsonAsync();
        Assert.Equal(
            ("LX14", "2026-11-21", "ZRH", "A1", "4F", "Gold", 2, "newTier"),
            (body.Text("flight"), body.Text("date"), body.Text("airport"), body.Text("location"), body.Text("seat"), body.Text("tier"), body.GetProperty("tierLevel").GetInt32(),
                body.Text("greetingCode")));
        Assert.Equal(TimeSpan.FromSeconds(30), body.GetProperty("expiresAt").GetDateTimeOffset() - body.GetProperty("at").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("/v1/checkins")]
    [InlineData("/v1/disruptions")]
    public async Task A_large_body_is_refused(string path) =>
        await (await airport.Http.SendJsonAsync(HttpMethod.Post, path, new string(' ', RequestLimits.MaxBodyBytes + 1))).ShouldBeProblemAsync(413, "body-too-large");

    [Fact]
    public async Task The_same_again_is_the_same_answer_also_after_a_restart()
    {
        var member = await airport.MemberAsync(1000);
        var first = await (await airport.CheckInAsync("c-2", member)).Content.ReadAsStringAsync();
        await airport.MoveAsync(TimeSpan.FromMinutes(5));
        await airport.RestartAsync();
        var again = await airport.CheckInAsync("c-2", member, "LX014");
        Assert.Equal((HttpStatusCode.OK, first), (again.StatusCode, await again.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Another_check_in_under_the_id_is_refused_and_changes_nothing()
    {
        var (one, other) = (await airport.MemberAsync(1000), await airport.MemberAsync(1000));
        await airport.CheckInAsync("c-3", one, "LX16");
        await (await airport.CheckInAsync("c-3", other, "LX16")).ShouldBeProblemAsync(409, "checkin-id-reused");
        await (await airport.CheckInAsync("c-3", one, "LX18")).ShouldBeProblemAsync(409, "checkin-id-reused");
        await (await airport.CheckInAsync("c-3", one, "LX16", seat: null)).ShouldBeProblemAsync(409, "checkin-id-reused");
        var briefing = await (await airport.Http.GetAsync("/v1/flights/LX16/2026-11-21/briefing")).JsonAsync();
        Assert.Equal([one], briefing.GetProperty("items").EnumerateArray().Select(item => item.Text("memberId")));
    }

    [Fact]
    public async Task Many_at_once_under_one_id_check_in_once()
    {
        var member = await airport.MemberAsync(1000);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => airport.CheckInAsync("c-4", member, "LX20")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Single(await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync())).ContinueWith(bodies => bodies.Result.Distinct()));
    }

    [Fact]
    public async Task Nobody_who_is_not_a_member_checks_in() =>
        await (await airport.CheckInAsync("c-5", "NOBODY1")).ShouldBeProblemAsync(404, "unknown-member");

    [Theory]
    [InlineData("2026-11-18", 422)]
    [InlineData("2026-11-19", 201)]
    [InlineData("2026-12-21", 201)]
    [InlineData("2026-12-22", 422)]
    public async Task A_flight_is_of_these_days(string date, int status)
    {
        var answer = await airport.CheckInAsync($"c-{date}", await airport.MemberAsync(), date: date);
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 422)
            Assert.Equal(["date"], (await answer.ShouldBeProblemAsync(422, "date-not-valid")).ErrorFields());
    }

    [Fact]
    public async Task Every_field_at_fault_is_named()
    {
        var answer = await airport.Http.SendJsonAsync(
            HttpMethod.Post,
            "/v1/checkins",
            """{"checkinId":"a b","memberId":"x","flight":"LX","date":"2026-02-30","airport":"zrh","location":"<b>","seat":"A12"}""");
        Assert.Equal(
            ["checkinId", "memberId", "flight", "date", "airport", "location", "seat"],
            (await answer.ShouldBeProblemAsync(422, "checkin-id-not-valid")).ErrorFields());
        var empty = await airport.Http.SendJsonAsync(HttpMethod.Post, "/v1/checkins", "{}");
        Assert.Equal(
            ["checkinId", "memberId", "flight", "date", "airport", "location"], (await empty.ShouldBeProblemAsync(422, "checkin-id-not-valid")).ErrorFields());
        await (await airport.Http.SendJsonAsync(HttpMethod.Post, "/v1/checkins", """{"gate":"A1"}""")).ShouldBeProblemAsync(400, "unknown-field");
    }
}
