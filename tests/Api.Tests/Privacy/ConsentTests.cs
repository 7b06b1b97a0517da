using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Who does not want to be greeted on displays is not, from the next push on.</summary>
public class ConsentTests(AirportFixture airport) : IClassFixture<AirportFixture>
{
    [Fact]
    public async Task Who_has_said_nothing_is_greeted_and_who_opts_out_is_taken_off_at_once()
    {
        var (leaving, staying) = (await airport.MemberAsync(given: "Leaving"), await airport.MemberAsync(given: "Staying"));
        Assert.Equal((true, null), Read(await airport.Http.GetJsonAsync($"/v1/members/{leaving}/consent")));
        await using var display = await HubClient.ConnectAsync(airport.Address);
        await display.InvokeAsync("WatchDisplay", "ZRH", "P1");
        await airport.CheckInAsync("p-1", leaving, location: "P1");
        await airport.CheckInAsync("p-2", staying, location: "P1");
        await airport.CheckInAsync("p-3", leaving, location: "P2");
        var greeted = await display.HasBeenPushedAsync("recognised", 2);

        Assert.Equal((false, "2026-11-21"), Read(await PutAsync(leaving, false)));

        var withdrawn = Assert.Single(await display.HasBeenPushedAsync("recognitionWithdrawn", 1));
        Assert.Equal(greeted.First(one => one.Text("displayName") == "Leaving L.").Text("recognitionId"), withdrawn.Text("recognitionId"));
        Assert.Equal(["airport", "location", "recognitionId"], withdrawn.EnumerateObject().Select(field => field.Name));

        // Neither to a display that begins to watch, nor by another check-in, nor after a restart.
        await using var late = await HubClient.ConnectAsync(airport.Address);
        var valid = (await late.InvokeAsync("WatchDisplay", "ZRH", "P1")).GetProperty("result").EnumerateArray().Select(id => id.GetString());
        Assert.Equal(["Staying L."], (await late.HasBeenPushedAsync("recognised", 1)).Select(one => one.Text("displayName")));
        Assert.Equal([greeted.First(one => one.Text("displayName") == "Staying L.").Text("recognitionId")], valid);
        Assert.Equal(System.Net.HttpStatusCode.Created, (await airport.CheckInAsync("p-4", leaving, "LX15", "P1")).StatusCode);
        await airport.CheckInAsync("p-5", staying, "LX15", "P1");
        Assert.DoesNotContain("Leaving L.", (await late.HasBeenPushedAsync("recognised", 2)).Select(one => one.Text("displayName")));
        await airport.RestartAsync();
        Assert.Equal((false, "2026-11-21"), Read(await airport.Http.GetJsonAsync($"/v1/members/{leaving}/consent")));
    }

    [Fact]
    public async Task Who_opts_in_again_is_greeted_again()
    {
        var member = await airport.MemberAsync(given: "Again");
        await PutAsync(member, false);
        await PutAsync(member, true);
        await using var display = await HubClient.ConnectAsync(airport.Address);
        await display.InvokeAsync("WatchDisplay", "ZRH", "Q1");
        await airport.CheckInAsync("q-1", member, location: "Q1");
        Assert.Equal("Again L.", (await display.HasBeenPushedAsync("recognised", 1))[0].Text("displayName"));
    }

    [Fact]
    public async Task Whoever_opts_out_while_checking_in_is_not_on_a_display_in_the_end()
    {
        await using var display = await HubClient.ConnectAsync(airport.Address);
        await display.InvokeAsync("WatchDisplay", "ZRH", "RACE");
        for (var i = 0; i < 20; i++)
        {
            var member = await airport.MemberAsync(given: "Race");
            await Task.WhenAll(airport.CheckInAsync($"race-{i}", member, location: "RACE"), PutAsync(member, false));
        }

        // Somebody who stays, as a mark that all pushes before have come.
        await airport.CheckInAsync("race-mark", await airport.MemberAsync(given: "Mark"), location: "RACE");
        await Eventually.IsTrue(
            async () => (await display.HasBeenPushedAsync("recognised", 1)).Any(one => one.Text("displayName") == "Mark L."), "the mark is pushed");
        var shown = (await display.HasBeenPushedAsync("recognised", 1)).Where(one => one.Text("displayName") == "Race L.").Select(one => one.Text("recognitionId"));
        var withdrawn = (await display.HasBeenPushedAsync("recognitionWithdrawn", 0)).Select(one => one.Text("recognitionId")).ToHashSet();
        Assert.All(shown, id => Assert.Contains(id, withdrawn));
    }

    [Theory]
    [InlineData("""{}""", 422, "display-recognition-not-valid")]
    [InlineData("""{"displayRecognition":null}""", 422, "display-recognition-not-valid")]
    [InlineData("""{"displayRecognition":"no"}""", 422, "display-recognition-not-valid")]
    [InlineData("""{"displayRecognition":true,"emails":true}""", 400, "unknown-field")]
    public async Task Bad_answers_are_refused(string body, int status, string code) =>
        await (await airport.Http.SendJsonAsync(HttpMethod.Put, "/v1/members/NOBODY1/consent", body)).ShouldBeProblemAsync(status, code);

    [Fact]
    public async Task Nobody_cannot_agree() =>
        await (await airport.Http.SendJsonAsync(HttpMethod.Put, "/v1/members/NOBODY1/consent", """{"displayRecognition":true}""")).ShouldBeProblemAsync(404, "unknown-member");

    private async Task<JsonElement> PutAsync(string member, bool shown)
    {
        using var answer = await airport.Http.SendJsonAsync(
            HttpMethod.Put, $"/v1/members/{member}/consent", $$"""{"displayRecognition":{{(shown ? "true" : "false")}}}""");
        return await answer.EnsureSuccessStatusCode().JsonAsync();
    }

    private static (bool Shown, string? Day) Read(JsonElement consent) =>
        (consent.GetProperty("displayRecognition").GetBoolean(), consent.Text("changedAt")?[..10]);
}
