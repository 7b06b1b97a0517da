using System.Net;

namespace Loyalty.Api.Tests;

public class MembersApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Ada = """{"channel":"app","givenName":"Ada","familyName":"Lovelace","email":"ada@example.org"}""";

    [Fact]
    public async Task An_issued_number_has_its_check_digit()
    {
        var answer = await PostAsync(Ada);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var status = await answer.JsonAsync();
        var id = status.GetProperty("memberId").GetString()!;
        Assert.Null(Domain.MemberId.Parse(id).Refusal);
        Assert.Equal(12, id.Length);
        Assert.Equal($"/v1/members/{id}", answer.Headers.Location!.ToString());
        Assert.Equal("Ada L.", status.GetProperty("name").GetString());
        Assert.Equal("2026-11-21T10:15:04.123Z", status.GetProperty("spend").GetProperty("lastUpdated").GetString());
        Assert.Contains("\"toNextTier\":1000.00", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_member()
    {
        var first = await PostAsync(Ada, ("Idempotency-Key", "k-1"));
        var again = await PostAsync(Ada, ("Idempotency-Key", "k-1"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        await (await PostAsync(Ada.Replace("Ada", "Eva"), ("Idempotency-Key", "k-1"))).ShouldBeProblemAsync(409, "idempotency-key-reused");
        await (await PostAsync(Ada.Replace("}", ",\"memberId\":\"OTHER1\"}"), ("Idempotency-Key", "k-1"))).ShouldBeProblemAsync(409, "idempotency-key-reused");
        await (await PostAsync(Ada, ("Idempotency-Key", new string('k', 65)))).ShouldBeProblemAsync(422, "idempotency-key-not-valid");
    }

    [Fact]
    public async Task A_number_of_the_callers_own_is_taken_once()
    {
        var body = Ada.Replace("}", ",\"memberId\":\"OWN1\"}");
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(body)).StatusCode);
        await (await PostAsync(body)).ShouldBeProblemAsync(409, "member-exists");
        await (await PostAsync(Ada.Replace("}", ",\"memberId\":\"own\"}"))).ShouldBeProblemAsync(422, "member-id-not-valid");
    }

    [Fact]
    public async Task Null_is_as_good_as_no_value_for_what_need_not_be_given()
    {
        const string nulls = ",\"phone\":null,\"birthDate\":null,\"locale\":null,\"homeAirport\":null,\"memberId\":null}";
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(Ada.Replace("}", nulls))).StatusCode);
    }

    [Theory]
    [InlineData("""{"channel":"import","givenName":"A","familyName":"B"}""", "channel-not-valid", "channel")]
    [InlineData("""{"channel":"web"}""", "given-name-not-valid", "givenName,familyName")]
    [InlineData("""{"channel":"web","givenName":null,"familyName":null}""", "given-name-not-valid", "givenName,familyName")]
    [InlineData("""{"channel":"web","givenName":"-","familyName":"12"}""", "given-name-not-valid", "givenName,familyName")]
    [InlineData("""{"channel":"web","familyName":"\u200b"}""", "family-name-not-valid", "familyName")]
    [InlineData("""{"channel":"web","givenName":"A","familyName":""}""", "family-name-not-valid", "familyName")]
    [InlineData("""{"channel":"web","givenName":"A","email":"a..b@example.org"}""", "email-not-valid", "email")]
    [InlineData("""{"channel":"web","givenName":"A","email":"a@example\u202e.org"}""", "email-not-valid", "email")]
    [InlineData("""{"channel":"web","givenName":"A","familyName":"B","birthDate":"2026-11-22"}""", "birth-date-not-valid", "birthDate")]
    [InlineData("""{"channel":1,"givenName":2,"familyName":"B","homeAirport":"x"}""", "channel-not-valid", "channel,givenName,homeAirport")]
    public async Task Bad_fields_are_named(string body, string code, string fields) =>
        Assert.Equal(fields.Split(','), (await (await PostAsync(body)).ShouldBeProblemAsync(422, code)).ErrorFields());

    [Theory]
    [InlineData("\" Ann \"", "\" Lee \"", "Ann L.")]
    [InlineData("\"Gerard\"", "\"'t Hooft\"", "Gerard T.")]
    [InlineData("\"Bob\"", "\"\\u202eexe.png\"", "Bob E.")]
    [InlineData("\"Suharto\"", "\"-\"", "Suharto")]
    [InlineData("\"Ali\"", "\"ʻOhana\"", "Ali O.")]
    [InlineData("\"Suharto\"", "null", "Suharto")]
    [InlineData("null", "\"Suharto\"", "Suharto")]
    [InlineData("\"\\u2067Ada\\u2069\"", "\"Love\\u00adlace\"", "Ada L.")]
    public async Task A_name_is_what_can_be_seen_of_it(string given, string family, string shown)
    {
        var answer = await PostAsync($$"""{"channel":"web","givenName":{{given}},"familyName":{{family}}}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(shown, (await answer.JsonAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_patch_cleans_names_as_an_enrolment_does()
    {
        var account = api.Member("PATCH2");
        await api.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/PATCH2", """{"givenName":" Ann\u200b ","familyName":null}""", "application/merge-patch+json");
        Assert.Equal(new Dictionary<string, string?> { ["givenName"] = "Ann", ["familyName"] = null }, account.LastChange!.Fields);
        var problem = await (await api.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/PATCH2", """{"givenName":null,"familyName":"-"}""")).ShouldBeProblemAsync(422, "given-name-not-valid");
        Assert.Equal(["givenName", "familyName"], problem.ErrorFields());
    }

    [Fact]
    public async Task A_patch_does_not_take_the_only_name()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.SendAsync(HttpMethod.Post, "/v1/members", new { channel = "web", givenName = "Suharto", memberId = "ONE1" }, HttpStatusCode.Created);
        await (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/ONE1", """{"givenName":null}""")).ShouldBeProblemAsync(422, "given-name-not-valid");
        await (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/ONE1", """{"givenName":"-"}""")).ShouldBeProblemAsync(422, "given-name-not-valid");
        Assert.Equal(HttpStatusCode.OK, (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/ONE1", """{"familyName":"'t Hooft"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await engine.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/ONE1", """{"givenName":null}""")).StatusCode);
        Assert.Equal("'t Hooft", (await engine.GetAsync("/v1/members/ONE1/status")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_merge_patch_changes_what_it_names()
    {
        var account = api.Member("PATCH1");
        const string patch = """{"email":"new@example.org","phone":null,"birthDate":"1985-12-10"}""";
        await api.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/PATCH1", patch, "application/merge-patch+json");
        Assert.Equal(
            new Dictionary<string, string?> { ["email"] = "new@example.org", ["phone"] = null, ["birthDate"] = "1985-12-10" }, account.LastChange!.Fields);
        await (await PatchAsync("""{"memberId":"X"}""")).ShouldBeProblemAsync(422, "field-not-changeable");
        await (await PatchAsync("""{"channel":"web"}""")).ShouldBeProblemAsync(422, "field-not-changeable");
        await (await PatchAsync("""{"birthDate":"2027-01-01"}""")).ShouldBeProblemAsync(422, "birth-date-not-valid");
        await (await PatchAsync("""{"nick":"x"}""")).ShouldBeProblemAsync(400, "unknown-field");
    }

    [Fact]
    public async Task An_unknown_member_is_not_found() =>
        await (await api.Http.GetAsync("/v1/members/NOBODY1")).ShouldBeProblemAsync(404, "unknown-member");

    private Task<HttpResponseMessage> PatchAsync(string body) => api.Http.SendJsonAsync(HttpMethod.Patch, "/v1/members/PATCH1", body);

    private Task<HttpResponseMessage> PostAsync(string body, params (string, string)[] headers) =>
        api.Http.SendJsonAsync(HttpMethod.Post, "/v1/members", body, headers: headers);
}
