using System.Net;
using System.Net.Http.Json;

namespace Loyalty.Api.Tests;

/// <summary>Whoever changes a member may say in which state they want to find it; nobody overwrites what they have not seen.</summary>
public class IfMatchTests(KeysFixture host) : IClassFixture<KeysFixture>
{
    [Fact]
    public async Task A_tag_is_strong_and_changes_with_version_profile_and_day()
    {
        await using var own = new KeysFixture();
        await own.InitializeAsync();
        using var http = own.Admin;
        var member = await EnrolAsync(http);
        var tags = new List<string> { await TagAsync(http, member) };
        Assert.Equal(tags[0], await TagAsync(http, member));
        Assert.Equal(tags[0], await TagAsync(http, member, "/status"));

        await http.PostAsJsonAsync($"/v1/members/{member}/purchases", new { transactionId = $"{member}-1", type = "flight", amount = 10.00m, currency = "CHF" });
        tags.Add(await TagAsync(http, member));
        // The clock stands, and yet these are three profiles.
        foreach (var email in (string[])["a@example.org", "b@example.org", "a@example.org"])
        {
            (await http.PatchAsJsonAsync($"/v1/members/{member}", new { email })).EnsureSuccessStatusCode();
            tags.Add(await TagAsync(http, member));
            Assert.Equal(tags[^1], await TagAsync(http, member, "/status"));
        }

        (await http.PutAsJsonAsync("/v1/clock", new { now = KeysFixture.Now.AddDays(1) })).EnsureSuccessStatusCode();
        tags.Add(await TagAsync(http, member));
        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"[!#-~]+\"$", tag));
    }

    [Fact]
    public async Task The_programme_has_one_too()
    {
        using var http = host.Admin;
        var tag = (await http.GetAsync("/v1/programme")).Headers.ETag!;
        Assert.False(tag.IsWeak);
        Assert.Equal(tag, (await http.GetAsync("/v1/programme")).Headers.ETag);
    }

    [Theory]
    [InlineData("PATCH", "", """{"email":"new@example.org"}""")]
    [InlineData("PUT", "/consent", """{"displayRecognition":false}""")]
    [InlineData("DELETE", "", null)]
    public async Task A_member_that_has_changed_is_left_as_it_is(string method, string path, string? body)
    {
        using var http = host.Admin;
        var member = await EnrolAsync(http);
        var old = await TagAsync(http, member);
        await http.PostAsJsonAsync($"/v1/members/{member}/purchases", new { transactionId = $"{member}-1", type = "flight", amount = 10.00m, currency = "CHF" });
        var now = await TagAsync(http, member, "/status");

        foreach (var stale in (string[])[old, $"W/{now}", "\"nonsense\"", $"{old}, \"7\"", "W/\"*\""])
            await (await SendAsync(http, method, member + path, body, stale)).ShouldBeProblemAsync(412, "version-changed");
        foreach (var bad in (string[])["7", "\"7", "now", "\"7\" \"8\""])
            Assert.Contains("If-Match", (await (await SendAsync(http, method, member + path, body, bad)).ShouldBeProblemAsync(422, "if-match-not-valid")).ErrorFields());
        Assert.Equal(now, await TagAsync(http, member));

        Assert.True((await SendAsync(http, method, member + path, body, $"\"other\", {now}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_star_is_for_any_state_and_nobody_is_in_none()
    {
        using var http = host.Admin;
        var member = await EnrolAsync(http);
        var answer = await SendAsync(http, "PATCH", member, """{"email":"star@example.org"}""", "*");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(await TagAsync(http, member), answer.Headers.ETag!.ToString());
        foreach (var tag in (string[])["*", "\"1-0-20261121\""])
        {
            await (await SendAsync(http, "PATCH", "NOBODY8", """{"email":"star@example.org"}""", tag)).ShouldBeProblemAsync(404, "unknown-member");
            await (await SendAsync(http, "PUT", "NOBODY8/consent", """{"displayRecognition":false}""", tag)).ShouldBeProblemAsync(404, "unknown-member");
            await (await SendAsync(http, "DELETE", "NOBODY8", null, tag)).ShouldBeProblemAsync(404, "unknown-member");
        }
    }

    [Fact]
    public async Task Of_many_who_have_seen_the_same_one_changes_it()
    {
        using var http = host.Admin;
        var member = await EnrolAsync(http);
        var tag = await TagAsync(http, member);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync(http, "PATCH", member, $$"""{"email":"race{{i}}@example.org"}""", tag)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode));
    }

    private static async Task<string> EnrolAsync(HttpClient http) => (await (await http.PostAsJsonAsync(
        "/v1/members", new { channel = "app", givenName = "Tag", familyName = "Member" })).EnsureSuccessStatusCode().JsonAsync()).Text("memberId")!;

    private static async Task<string> TagAsync(HttpClient http, string member, string path = "")
    {
        using var answer = await http.GetAsync($"/v1/members/{member}{path}");
        return answer.EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, string method, string path, string? body, string ifMatch)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/members/{path}");
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return http.SendAsync(request);
    }
}
