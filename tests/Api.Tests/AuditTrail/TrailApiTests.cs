using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api.Tests;

/// <summary>Who is recorded for what, and what the trail answers.</summary>
public class TrailApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task An_ordinary_purchase_leaves_no_record_and_one_by_hand_does()
    {
        api.Member("TRAIL1");
        await SendAsync("/v1/members/TRAIL1/purchases", """{"transactionId":"tr-1","type":"flight","amount":10.00,"currency":"CHF"}""");
        Assert.Empty(await RecordsAsync("TRAIL1"));

        await SendAsync("/v1/members/TRAIL1/purchases", """{"transactionId":"tr-2","type":"flight","amount":10.00,"currency":"CHF","reason":"Goodwill"}""");
        await SendAsync("/v1/members/TRAIL1/purchases", """{"transactionId":"tr-2","type":"flight","amount":10.00,"currency":"CHF","reason":"Goodwill"}""");
        await SendAsync("/v1/members/TRAIL1/purchases/tr-1/reversals", """{"reversalId":"rv-1","reason":"Refund"}""");

        var records = await RecordsAsync("TRAIL1");
        Assert.Equal(["purchase-reversed", "purchase-credited"], records.Select(record => record.Text("action")));
        Assert.Equal(["rv-1", "tr-2"], records.Select(record => record.Text("subject")));
        Assert.Equal(["Refund", "Goodwill"], records.Select(record => record.Text("reason")));
        Assert.False(records[1].GetProperty("detail").TryGetProperty("repeated", out _));
        Assert.Equal("open", records[0].Text("by"));
        Assert.Equal("127.0.0.1", records[0].Text("from"));
        Assert.Equal("2026-11-21T10:00:00.000Z", records[0].Text("at"));
    }

    [Fact]
    public async Task A_line_of_a_stream_with_a_reason_is_recorded()
    {
        api.Member("TRAIL2");
        var lines = """
            {"memberId":"TRAIL2","transactionId":"ts-1","type":"flight","amount":10.00,"currency":"CHF"}
            {"memberId":"TRAIL2","transactionId":"ts-2","type":"flight","amount":10.00,"currency":"CHF","reason":"By hand"}
            """;
        (await api.Http.SendJsonAsync(HttpMethod.Post, "/v1/purchases", lines, "application/x-ndjson")).EnsureSuccessStatusCode();
        Assert.Equal(["ts-2"], (await RecordsAsync("TRAIL2")).Select(record => record.Text("subject")));
    }

    [Fact]
    public async Task A_change_of_a_profile_is_recorded_by_its_fields_never_by_what_is_in_them()
    {
        (await SendAsync("/v1/members", """{"channel":"app","givenName":"Secret","familyName":"Person","memberId":"TRAIL3","email":"secret@example.org"}"""))
            .EnsureSuccessStatusCode();
        (await api.Http.SendJsonAsync(
            HttpMethod.Patch, "/v1/members/TRAIL3", """{"phone":"+41 44 111 22 33","email":null}""", headers: ("Loyalty-Reason", "Anruf%20am%2021."))).EnsureSuccessStatusCode();

        var records = await RecordsAsync("TRAIL3");
        Assert.Equal(["member-changed", "member-enrolled"], records.Select(record => record.Text("action")));
        Assert.Equal("""{"fields":["email","phone"]}""", records[0].GetProperty("detail").GetRawText());
        Assert.Equal("Anruf am 21.", records[0].Text("reason"));
        Assert.Equal("""{"channel":"app"}""", records[1].GetProperty("detail").GetRawText());
        Assert.DoesNotContain("secret", string.Concat(records.Select(record => record.GetRawText())), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_change_that_is_refused_after_its_record_says_so_behind_it()
    {
        await using var own = await ApiFixture.StartAsync();
        await (await own.Http.SendJsonAsync(HttpMethod.Put, "/v1/clock", """{"now":"2026-11-20T10:00:00Z"}""")).ShouldBeProblemAsync(422, "clock-backwards");
        var records = (await own.Http.GetJsonAsync("/v1/trail")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["change-refused", "clock-moved"], records.Select(record => record.Text("action")));
        Assert.Equal(records[1].GetProperty("sequence").GetRawText(), records[0].Text("subject"));
        Assert.Equal("clock-backwards", records[0].GetProperty("detail").Text("code"));
    }

    [Fact]
    public async Task Rates_imports_exports_and_the_clock_are_recorded()
    {
        (await api.Http.SendJsonAsync(HttpMethod.Put, "/v1/rates/2026-11-01", """{"EUR":0.94,"JPY":0.0061}""")).EnsureSuccessStatusCode();
        (await api.Http.SendJsonAsync(
            HttpMethod.Post, "/v1/imports", "memberId,transactionId,type,amount,currency,date\nTRAIL4,i-1,flight,1.00,CHF,2026-01-10\n", "text/csv")).EnsureSuccessStatusCode();
        (await api.Http.GetAsync("/v1/exports/tier-changes")).EnsureSuccessStatusCode();

        var rates = (await PageAsync("?action=rates-put")).Single(record => record.Text("subject") == "2026-11-01");
        Assert.Equal("""{"EUR":0.94,"JPY":0.0061}""", rates.GetProperty("detail").GetRawText());
        var ended = (await PageAsync("?action=history-import-ended")).Single();
        Assert.Equal((await PageAsync("?action=history-imported")).Single().GetProperty("sequence").GetRawText(), ended.Text("subject"));
        Assert.Equal("""{"rows":1,"accepted":1,"duplicates":0,"rejected":0}""", ended.GetProperty("detail").GetRawText());
        Assert.Contains("tier-changes", (await PageAsync("?action=data-exported")).Select(record => record.Text("subject")));

        await (await api.Http.SendJsonAsync(HttpMethod.Put, "/v1/clock", """{"now":"2026-11-20T10:00:00Z"}""")).ShouldBeProblemAsync(422, "clock-backwards");
        Assert.Equal("""{"to":"2026-11-20T10:00:00.000Z"}""", (await PageAsync("?action=clock-moved")).Single().GetProperty("detail").GetRawText());
        Assert.Contains("clock-backwards", (await PageAsync("?action=change-refused")).Select(record => record.GetProperty("detail").Text("code")));
    }

    [Fact]
    public async Task The_trail_is_read_in_pages_and_verified_in_pages()
    {
        for (var day = 1; day <= 5; day++)
            await api.Trail.AddAsync(new TrailEntry(new TrailSource("key", "pages", null), TrailActions.RatesPut, Subject: $"p-{day}"), default);
        var first = await api.Http.GetJsonAsync("/v1/trail?who=pages&limit=3");
        var second = await api.Http.GetJsonAsync($"/v1/trail?who=pages&limit=3&cursor={first.Text("next")}");
        Assert.Equal(
            ["p-5", "p-4", "p-3", "p-2", "p-1"],
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(record => record.Text("subject")));
        Assert.Null(second.Text("next"));

        long records = 0;
        string? next = null;
        do
        {
            var page = await api.Http.GetJsonAsync($"/v1/trail/verification?limit=2{(next is null ? "" : $"&cursor={next}")}");
            Assert.Equal(JsonValueKind.Null, page.GetProperty("break").ValueKind);
            records += page.GetProperty("records").GetInt64();
            next = page.Text("next");
        }
        while (next is not null);
        Assert.Equal(api.Trail.Records.Count, records);
    }

    [Fact]
    public async Task The_trail_as_csv_runs_nothing_in_a_spreadsheet()
    {
        await api.Trail.AddAsync(
            new TrailEntry(new TrailSource("key", "=cmd|' /C calc'!A0", null), TrailActions.KeyCreated, Subject: "+1", Reason: "@SUM(1)"), default);
        var csv = await api.Http.GetStringAsync("/v1/exports/trail");
        Assert.StartsWith("sequence,at,by,who,from,action,memberId,subject,reason,detail,previous,hash", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("'=cmd", csv, StringComparison.Ordinal);
        Assert.Contains("'+1", csv, StringComparison.Ordinal);
        Assert.Contains("'@SUM(1)", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_as_csv_has_what_the_list_has_under_the_same_filter_and_the_filter_is_recorded()
    {
        foreach (var (who, action, member) in new[] { ("csv", TrailActions.RatesPut, null), ("csv", TrailActions.KeyCreated, "CSV2"), ("other", TrailActions.RatesPut, "CSV2") })
            await api.Trail.AddAsync(new TrailEntry(new TrailSource("key", who, null), action, member is null ? null : MemberId.Parse(member).Value), default);
        foreach (var filter in new[] { "who=csv", "who=csv&action=key-created", "memberId=CSV2", "memberId=CSV2&who=other&action=rates-put" })
        {
            var listed = (await PageAsync("?" + filter)).Select(record => record.GetProperty("sequence").GetInt64()).Reverse();
            var lines = (await api.Http.GetStringAsync("/v1/exports/trail?" + filter)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);
            Assert.Equal(listed, lines.Select(line => long.Parse(line.Split(',')[0])));
        }

        Assert.Equal(
            """{"memberId":"CSV2","action":"rates-put","who":"other"}""", api.Trail.Records.Last(record => record.Entry.Action == TrailActions.DataExported).Entry.Detail);
        await (await api.Http.GetAsync("/v1/exports/trail?action=bogus")).ShouldBeProblemAsync(422, "action-not-valid");
    }

    [Theory]
    [InlineData("?action=bogus", "action-not-valid")]
    [InlineData("?who=", "who-not-valid")]
    [InlineData("?memberId=ada", "member-id-not-valid")]
    [InlineData("?cursor=x", "cursor-not-valid")]
    [InlineData("/verification?cursor=-1", "cursor-not-valid")]
    public async Task Bad_questions_are_refused(string query, string code) =>
        await (await api.Http.GetAsync("/v1/trail" + query)).ShouldBeProblemAsync(422, code);

    [Theory]
    [InlineData("%00")]
    [InlineData("%0D%0AInjected")]
    [InlineData("%20")]
    public async Task A_reason_that_cannot_be_recorded_is_refused_before_anything_is_done(string reason)
    {
        var before = api.Trail.Records.Count;
        await (await api.Http.SendJsonAsync(HttpMethod.Put, "/v1/rates/2026-11-02", """{"EUR":0.9}""", headers: ("Loyalty-Reason", reason)))
            .ShouldBeProblemAsync(422, "loyalty-reason-not-valid");
        Assert.DoesNotContain(api.Trail.Records.Skip(before), record => record.Entry.Subject == "2026-11-02");
    }

    private Task<HttpResponseMessage> SendAsync(string path, string json) => api.Http.SendJsonAsync(HttpMethod.Post, path, json);

    private Task<List<JsonElement>> RecordsAsync(string member) => PageAsync($"?memberId={member}");

    private async Task<List<JsonElement>> PageAsync(string query) =>
        [.. (await api.Http.GetJsonAsync("/v1/trail" + query)).GetProperty("items").EnumerateArray()];
}
