using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>A card on a phone: a link lets the first device in, to its member's account alone, until it is revoked.</summary>
public sealed class CardLinksTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    private static readonly string Key = new('a', 64);
    private static readonly string OtherKey = new('b', 64);

    [Fact]
    public async Task A_link_lets_one_device_in_to_its_member_alone_until_it_is_revoked()
    {
        using var till = host.With(await host.KeyOfAsync("pos"));
        var link = await LinkAsync(till, KeysFixture.Ada);
        using var nobody = host.With(null);
        var first = await RedeemAsync(nobody, link, Key);
        Assert.Equal(first.GetRawText(), (await RedeemAsync(nobody, link, Key)).GetRawText());
        await (await PostAsync(nobody, link, OtherKey)).ShouldBeProblemAsync(410, "link-used");

        using var phone = host.With(first.GetProperty("token").GetString());
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync($"/v1/members/{KeysFixture.Ada}/status")).StatusCode);
        await (await phone.GetAsync($"/v1/members/{KeysFixture.Grace}/status")).ShouldBeProblemAsync(403, "not-allowed");
        await (await phone.GetAsync("/v1/population")).ShouldBeProblemAsync(403, "not-allowed");
        var me = await (await phone.GetAsync("/v1/me")).JsonAsync();
        Assert.Equal(("member", KeysFixture.Ada), (me.Text("kind"), me.Text("memberId")));

        var device = Assert.Single((await (await host.Admin.GetAsync($"/v1/members/{KeysFixture.Ada}/devices")).JsonAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(first.Text("deviceId"), device.Text("deviceId"));
        Assert.Contains(first.Text("deviceId")!, (await host.Admin.GetStringAsync($"/v1/members/{KeysFixture.Ada}/export")), StringComparison.Ordinal);
        await (await host.Admin.DeleteAsync($"/v1/members/{KeysFixture.Ada}/devices/000000000000")).ShouldBeProblemAsync(404, "unknown-device");
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync($"/v1/members/{KeysFixture.Ada}/devices/{first.Text("deviceId")}")).StatusCode);
        await (await phone.GetAsync($"/v1/members/{KeysFixture.Ada}/status")).ShouldBeProblemAsync(401, "not-authenticated");
        await (await PostAsync(nobody, link, Key)).ShouldBeProblemAsync(410, "link-used");
        // No secret of a link or a device is in a log.
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(link, StringComparison.Ordinal) || line.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_open_under_a_device_is_cut_when_it_is_revoked()
    {
        using var nobody = host.With(null);
        var token = await RedeemAsync(nobody, await LinkAsync(host.Admin, KeysFixture.Grace), new string('c', 64));
        await using var hub = await HubSocket.ConnectAsync(host.Address, token.Text("token"));
        Assert.False((await hub.InvokeAsync("WatchMember", $"\"{KeysFixture.Grace}\"")).TryGetProperty("error", out _));
        Assert.Equal(HttpStatusCode.NoContent, (await host.Admin.DeleteAsync($"/v1/members/{KeysFixture.Grace}/devices/{token.Text("deviceId")}")).StatusCode);
        await hub.ClosedAsync();
    }

    [Fact]
    public async Task A_newer_link_ends_the_one_before_and_nonsense_opens_nothing()
    {
        using var nobody = host.With(null);
        var before = await LinkAsync(host.Admin, KeysFixture.Ada);
        await LinkAsync(host.Admin, KeysFixture.Ada);
        await (await PostAsync(nobody, before, OtherKey)).ShouldBeProblemAsync(404, "unknown-link");
        await (await PostAsync(nobody, "short", OtherKey)).ShouldBeProblemAsync(422, "link-not-valid");
        await (await PostAsync(nobody, before, "ZZ")).ShouldBeProblemAsync(422, "device-key-not-valid");
        await (await host.Admin.PostAsync("/v1/members/NOBODY1/card-links", null)).ShouldBeProblemAsync(404, "unknown-member");
        using var forged = host.With($"ld_000000000000_{new string('d', 64)}");
        await (await forged.GetAsync($"/v1/members/{KeysFixture.Ada}/status")).ShouldBeProblemAsync(401, "not-authenticated");
    }

    private static async Task<string> LinkAsync(HttpClient http, string member)
    {
        using var answer = await http.PostAsync($"/v1/members/{member}/card-links", null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var path = (await answer.JsonAsync()).Text("path")!;
        Assert.StartsWith($"/card/{member}#link=", path, StringComparison.Ordinal);
        return path.Split('=')[1];
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string link, string deviceKey) =>
        http.PostAsJsonAsync("/v1/card-links/redemptions", new { link, deviceKey, name = "iPhone, Safari" });

    private static async Task<JsonElement> RedeemAsync(HttpClient http, string link, string deviceKey)
    {
        using var answer = await PostAsync(http, link, deviceKey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }
}
