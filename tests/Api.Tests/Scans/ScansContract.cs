using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;
using Microsoft.IdentityModel.Tokens;

namespace Loyalty.Api.Tests;

/// <summary>F-7: whatever was scanned says whose it is, on the journal that a subclass names.</summary>
public abstract class ScansContract
{
    /// <summary>How the engine is told which journal to use.</summary>
    private protected abstract Task<string[]> JournalAsync();

    [ContractFact]
    public async Task A_number_a_schemes_number_a_boarding_pass_and_a_mistyped_number()
    {
        await using var engine = await StartedAsync();
        await engine.BuyAsync("100000000016", "t-1", 2600.00m);
        var own = await FoundAsync(engine, "1000 0000-0016\r\n");
        Assert.Equal(("100000000016", "Ada L.", "gold", "number", 0), Short(own));
        Assert.Contains("lounge", own.GetProperty("benefits").EnumerateArray().Select(benefit => benefit.Text("code")));
        Assert.Equal("scheme", (await FoundAsync(engine, "9920 0000 0000 125")).Text("how"));
        var pass = await FoundAsync(engine, Pass(("LH", "992000000000125")));
        Assert.Equal(("100000000016", "Ada L.", "gold", "boardingPass", 0), Short(pass));
        Assert.Equal("boardingPass", (await FoundAsync(engine, Pass(("LH", "992000000000125"), ("LH", "992000000000125")) + "\n")).Text("how"));

        // A digit too many or wrong, an airline nobody knows, a member who is not there.
        foreach (var nobody in new[] { "100000000017", "992000000000126", "99200000000012", "ADA1815", Pass(("XX", "992000000000125")), Pass(("LH", "")), BoardingPassOf("") })
            await (await ScanAsync(engine, nobody)).ShouldBeProblemAsync(404, "nobody");
        foreach (var unreadable in new[] { BoardingPassOf("")[..59], "Grüezi", "!?", "LS1.", "LS1.nothing", "LS1.eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMDAwMDAwMDAwMTYifQ." })
            await (await ScanAsync(engine, unreadable)).ShouldBeProblemAsync(422, "scan-not-readable");
        await (await ScanAsync(engine, "")).ShouldBeProblemAsync(422, "text-not-valid");
        await (await ScanAsync(engine, new string('1', 1001))).ShouldBeProblemAsync(422, "text-not-valid");
        await (await engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/scans", """{"text":"1","at":{"gate":"E"}}""")).ShouldBeProblemAsync(400, "unknown-field");
    }

    [ContractFact]
    public async Task Where_two_members_match_nobody_is_named()
    {
        await using var engine = await StartedAsync();
        await engine.EnrolAsync("OTHER1");
        (await engine.Http.SendJsonAsync(HttpMethod.Put, "/v1/members/OTHER1/numbers/miles-and-more", """{"number":"222000000000001"}""")).EnsureSuccessStatusCode();
        var both = await (await ScanAsync(engine, Pass(("LH", "992000000000125"), ("LH", "222000000000001")))).ShouldBeProblemAsync(409, "ambiguous");
        Assert.DoesNotContain("OTHER1", both.GetRawText(), StringComparison.Ordinal);

        // The own number of one is the number of another in a scheme.
        (await engine.Http.SendJsonAsync(
            HttpMethod.Put, "/v1/number-schemes/crm", """{"kind":"external","pattern":"[0-9]{12}","examples":["100000000016","100000000024"],"counterExamples":["1","2"]}""")).EnsureSuccessStatusCode();
        (await engine.Http.SendJsonAsync(HttpMethod.Put, "/v1/members/OTHER1/numbers/crm", """{"number":"100000000016"}""")).EnsureSuccessStatusCode();
        await (await ScanAsync(engine, "100000000016")).ShouldBeProblemAsync(409, "ambiguous");
        (await engine.Http.DeleteAsync("/v1/members/OTHER1")).EnsureSuccessStatusCode();
        Assert.Equal("number", (await FoundAsync(engine, "100000000016")).Text("how"));
        await (await ScanAsync(engine, "222000000000001")).ShouldBeProblemAsync(404, "nobody");
    }

    [ContractFact]
    public async Task The_code_of_a_card_is_signed_and_ends_after_two_minutes()
    {
        await using var engine = await StartedAsync();
        var code = await engine.GetAsync("/v1/members/100000000016/card-code");
        Assert.Equal("2026-11-21T10:02:00.000Z", code.Text("expiresAt"));
        var text = code.Text("code")!;
        Assert.Equal("cardCode", (await FoundAsync(engine, text)).Text("how"));

        // A gate without a network checks it by the public key alone.
        var key = (await engine.GetAsync("/v1/card-keys")).GetProperty("keys").EnumerateArray().Single();
        var parts = text["LS1.".Length..].Split('.');
        var (header, claims) = (JsonDocument.Parse(Base64UrlEncoder.Decode(parts[0])).RootElement, JsonDocument.Parse(Base64UrlEncoder.Decode(parts[1])).RootElement);
        Assert.Equal(("ES256", key.Text("kid")), (header.Text("alg"), header.Text("kid")));
        Assert.Equal(
            ("100000000016", 0, "member", 1, 1795255320),
            (claims.Text("sub"), claims.GetProperty("lvl").GetInt32(), claims.Text("tier"), claims.GetProperty("ver").GetInt64(), claims.GetProperty("exp").GetInt64()));
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.Text("x")), Y = Base64UrlEncoder.DecodeBytes(key.Text("y")) },
        });
        Assert.True(ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256));
        Assert.False(key.TryGetProperty("d", out _));

        // One that says something else is none.
        var forged = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("\"lvl\":0", "\"lvl\":3"));
        await (await ScanAsync(engine, $"LS1.{parts[0]}.{forged}.{parts[2]}")).ShouldBeProblemAsync(422, "scan-not-readable");

        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2026-11-21T10:01:59.999Z" }, System.Net.HttpStatusCode.OK);
        Assert.Equal("cardCode", (await FoundAsync(engine, text)).Text("how"));
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2026-11-21T10:02:00Z" }, System.Net.HttpStatusCode.OK);
        await (await ScanAsync(engine, text)).ShouldBeProblemAsync(422, "card-code-expired");
        var next = (await engine.GetAsync("/v1/members/100000000016/card-code")).Text("code")!;

        // The key outlives the process.
        await engine.KillAsync();
        await engine.StartAgainAsync();
        Assert.Equal(key.GetRawText(), (await engine.GetAsync("/v1/card-keys")).GetProperty("keys").EnumerateArray().Single().GetRawText());
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2026-11-21T10:02:00Z" }, System.Net.HttpStatusCode.OK);
        Assert.Equal("cardCode", (await FoundAsync(engine, next)).Text("how"));
        Assert.DoesNotContain(parts[2], engine.Output, StringComparison.Ordinal);
        await (await engine.Http.GetAsync("/v1/members/NOBODY1/card-code")).ShouldBeProblemAsync(404, "unknown-member");
        (await engine.Http.DeleteAsync("/v1/members/100000000016")).EnsureSuccessStatusCode();
        await (await ScanAsync(engine, next)).ShouldBeProblemAsync(404, "nobody");
        await (await engine.Http.GetAsync("/v1/members/100000000016/card-code")).ShouldBeProblemAsync(410, "member-erased");
    }

    [ContractFact]
    public async Task An_award_is_a_scan_and_a_purchase_in_one_and_takes_effect_once()
    {
        await using var engine = await StartedAsync();
        var code = (await engine.GetAsync("/v1/members/100000000016/card-code")).Text("code");
        var award = $$"""{"awardId":"a-1","scan":"{{code}}","amount":120.00,"currency":"CHF","type":"partner","reason":"Two nights"}""";
        var first = await AwardAsync(engine, award);
        Assert.Equal(201, (int)first.StatusCode);
        var receipt = await first.Content.ReadAsStringAsync();
        Assert.Equal(("a-1", 120.00m), (JsonDocument.Parse(receipt).RootElement.GetProperty("transaction").Text("transactionId"), JsonDocument.Parse(receipt).RootElement.GetProperty("transaction").GetProperty("amount").GetDecimal()));

        // Long after the code has ended, and by another way to the same member.
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now = "2026-11-22T10:00:00Z" }, System.Net.HttpStatusCode.OK);
        foreach (var again in new[] { award, award.Replace(code!, "992000000000125") })
        {
            var repeated = await AwardAsync(engine, again);
            Assert.Equal((200, receipt), ((int)repeated.StatusCode, await repeated.Content.ReadAsStringAsync()));
        }

        await engine.EnrolAsync("OTHER1");
        foreach (var other in new[] { award.Replace("120.00", "121.00"), award.Replace("Two nights", "Three nights"), award.Replace(code!, "OTHER1"), award.Replace(code!, "NOBODY1") })
            Assert.Equal(["awardId"], (await (await AwardAsync(engine, other)).ShouldBeProblemAsync(409, "award-id-reused")).ErrorFields());
        await (await AwardAsync(engine, award.Replace("a-1", "a-2"))).ShouldBeProblemAsync(422, "card-code-expired");
        Assert.Equal(["scan"], (await (await AwardAsync(engine, award.Replace("a-1", "a-2").Replace(code!, "NOBODY1"))).ShouldBeProblemAsync(404, "nobody")).ErrorFields());
        await (await AwardAsync(engine, """{"awardId":"a-3","scan":"100000000016","amount":1,"currency":"CHF","type":"partner"}""")).ShouldBeProblemAsync(422, "reason-not-valid");
        Assert.Equal(120.00m, (await engine.GetAsync("/v1/members/100000000016/status")).GetProperty("spend").GetProperty("lifetime").GetDecimal());
        var credited = (await engine.GetAsync("/v1/trail?action=purchase-credited")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(("a-1", "Two nights"), (credited.Text("subject"), credited.Text("reason")));
    }

    private async Task<EngineProcess> StartedAsync()
    {
        var engine = await EngineProcess.StartAsync([.. await JournalAsync(), "--Loyalty:TestClock=2026-11-21T10:00:00Z"]);
        (await engine.Http.SendJsonAsync(
            HttpMethod.Put, "/v1/number-schemes/miles-and-more",
            """{"kind":"partner","pattern":"[0-9]{15}","check":"none","examples":["992000000000125","222000000000001"],"counterExamples":["99200000000012","99200000000012A"],"perMember":1,"airlines":["LH"]}""")).EnsureSuccessStatusCode();
        (await engine.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/members",
            """{"channel":"app","givenName":"Ada","familyName":"Lovelace","memberId":"100000000016","numbers":[{"scheme":"miles-and-more","number":"992000000000125"}]}""")).EnsureSuccessStatusCode();
        return engine;
    }

    private static (string?, string?, string?, string?, int) Short(JsonElement found) =>
        (found.Text("memberId"), found.Text("name"), found.Text("effectiveTier"), found.Text("how"), found.GetProperty("rewards").GetInt32());

    private static Task<HttpResponseMessage> ScanAsync(EngineProcess engine, string text) =>
        engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/scans", JsonSerializer.Serialize(new { text }));

    private static Task<HttpResponseMessage> AwardAsync(EngineProcess engine, string json) => engine.Http.SendJsonAsync(HttpMethod.Post, "/v1/awards", json);

    private static async Task<JsonElement> FoundAsync(EngineProcess engine, string text)
    {
        using var answer = await ScanAsync(engine, text);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static string BoardingPassOf(string conditional) => $"M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 1{conditional.Length:X2}{conditional}";

    // Resolution 792: version 3, eleven characters of the whole pass, then for each leg document, selectee, airline, number and the rest.
    private static string Pass(params (string Airline, string Number)[] legs)
    {
        var pass = "";
        for (var i = 0; i < legs.Length; i++)
        {
            var repeated = $"014123456789001AC {legs[i].Airline,-3}{legs[i].Number,-16} 20K";
            var conditional = (i == 0 ? ">30B1WW6225BAC " : "") + $"{repeated.Length:X2}{repeated}";
            pass += (i == 0 ? $"M{legs.Length}DESMARAIS/LUC       EABC123 YULFRAAC 0834 226J001A0025 1" : "ABC123 FRAZRHLH 0014 226J001A0025 1") + $"{conditional.Length:X2}{conditional}";
        }

        return pass;
    }
}

public sealed class SqliteScansTests : ScansContract
{
    private protected override Task<string[]> JournalAsync() => Task.FromResult<string[]>([]);
}

[RunsOnPostgres]
public sealed class PostgresScansTests : ScansContract
{
    private protected override async Task<string[]> JournalAsync() =>
        ["--Loyalty:Journal:Provider=postgres", $"--Loyalty:Journal:ConnectionString={await (await PostgresServer.SharedAsync()).NewDatabaseAsync()}"];
}
