using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>A till or display shows a code, somebody confirms it, and its key is handed over once.</summary>
public sealed class PairingsTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Fact]
    public async Task A_display_gets_a_key_for_its_own_airport_alone_and_once()
    {
        using var nobody = host.With(null);
        var key = new string('1', 64);
        var asked = await JsonAsync(nobody, "/v1/pairings", new { kind = "display", airport = "ZRH", location = "A1", deviceKey = key }, 200);
        var code = asked.Text("code")!;
        Assert.Equal(code, (await JsonAsync(nobody, "/v1/pairings", new { kind = "display", airport = "ZRH", location = "A1", deviceKey = key }, 200)).Text("code"));
        Assert.Equal("waiting", (await JsonAsync(nobody, "/v1/pairings/claims", new { deviceKey = key }, 200)).Text("state"));

        Assert.Equal(("display", "A1"), (await (await host.Admin.GetAsync($"/v1/pairings/{code.ToLowerInvariant()}")).JsonAsync()) is var seen ? (seen.Text("kind"), seen.Text("location")) : default);
        await JsonAsync(host.Admin, $"/v1/pairings/{code}/confirmation", new { name = "gate-a1" }, 200);
        await (await host.Admin.PostAsJsonAsync($"/v1/pairings/{code}/confirmation", new { name = "other" })).ShouldBeProblemAsync(409, "pairing-confirmed");
        var handed = await JsonAsync(nobody, "/v1/pairings/claims", new { deviceKey = key }, 200);
        await (await nobody.PostAsJsonAsync("/v1/pairings/claims", new { deviceKey = key })).ShouldBeProblemAsync(409, "pairing-over");

        using var display = host.With(handed.Text("key"));
        Assert.Equal(["display:ZRH"], (await (await display.GetAsync("/v1/me")).JsonAsync()).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    [Fact]
    public async Task What_cannot_be_is_refused()
    {
        using var nobody = host.With(null);
        await (await nobody.PostAsJsonAsync("/v1/pairings", new { kind = "fridge", deviceKey = new string('2', 64) })).ShouldBeProblemAsync(422, "kind-not-valid");
        await (await nobody.PostAsJsonAsync("/v1/pairings", new { kind = "display", deviceKey = new string('2', 64) })).ShouldBeProblemAsync(422, "airport-not-valid");
        await (await nobody.PostAsJsonAsync("/v1/pairings", new { kind = "till", airport = "ZRH", deviceKey = new string('2', 64) })).ShouldBeProblemAsync(422, "airport-not-valid");
        await (await nobody.PostAsJsonAsync("/v1/pairings/claims", new { deviceKey = new string('3', 64) })).ShouldBeProblemAsync(404, "unknown-pairing");
        await (await host.Admin.GetAsync("/v1/pairings/NONE22")).ShouldBeProblemAsync(404, "unknown-pairing");
        await (await host.Admin.PostAsJsonAsync("/v1/pairings/NONE22/confirmation", new { name = "till-1" })).ShouldBeProblemAsync(404, "unknown-pairing");
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path, object body, int status)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        Assert.Equal(status, (int)answer.StatusCode);
        return await answer.JsonAsync();
    }
}
