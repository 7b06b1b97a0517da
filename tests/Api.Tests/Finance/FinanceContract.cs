using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>Finance over HTTP against a real engine: D-1, D-3 and D-4, on every journal.</summary>
public abstract class FinanceContract
{
    private static readonly decimal[] Months2027 = [1.70m, 1.53m, 1.70m, 1.65m, 1.69m, 1.65m, 1.70m, 1.70m, 1.64m, 1.70m, 1.64m, 1.70m];

    [Fact]
    public async Task A_Silver_costs_what_the_rules_say_in_JSON_and_as_CSV()
    {
        await using var engine = await StartAsync("2026-11-21");
        await engine.EnrolAsync("SILVER1");
        await engine.BuyAsync("SILVER1", "t-1", 1000.00m);
        Assert.Empty(Tiers(await MonthAsync(engine, "2026-11")));
        await ClockAsync(engine, "2026-12-01");
        Assert.Equal(["1 silver 10 0.55 1.10"], Tiers(await MonthAsync(engine, "2026-11")));
        await ClockAsync(engine, "2027-06-01");
        await engine.BuyAsync("SILVER1", "t-2", 1000.00m);
        await ClockAsync(engine, "2028-01-01");

        Assert.Equal(["1 silver 31 1.70 3.39"], Tiers(await MonthAsync(engine, "2026-12")));
        for (var month = 1; month <= 12; month++)
        {
            var told = await MonthAsync(engine, $"2027-{month:00}");
            Assert.Equal(Months2027[month - 1], told.GetProperty("total").GetProperty("low").GetDecimal());
            Assert.Equal("open", told.GetProperty("state").GetString());
        }

        var rows = await CsvAsync(engine, 2027);
        Assert.Equal(["2027-01", "1", "silver", "31", "1.70", "3.40"], rows[0]);
        Assert.Equal(Months2027, rows.Select(row => decimal.Parse(row[4], CultureInfo.InvariantCulture)));
        Assert.Equal((20.00m, 40.00m), (Sum(rows, 4), Sum(rows, 5)));
        Assert.Equal(365, Sum(rows, 3));
    }

    [Fact]
    public async Task A_closed_month_stays_to_the_byte_and_what_comes_late_is_an_adjustment()
    {
        await using var engine = await StartAsync("2026-11-21");
        await engine.EnrolAsync("SILVER1");
        await engine.BuyAsync("SILVER1", "t-1", 1000.00m);
        await engine.EnrolAsync("GONE1");
        await engine.BuyAsync("GONE1", "t-2", 2500.00m);
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-0", month = "2026-11" }, 409, "month-open");
        await ClockAsync(engine, "2026-12-05");
        var open = await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-11&knownAt=2026-12-05T09:00:00Z");
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-0", month = "2026-12" }, 409, "month-open");
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-0", month = "2026-10" }, 422, "month-not-valid");

        var closing = new { closingId = "c-1", month = "2026-11" };
        var closed = await engine.SendAsync(HttpMethod.Post, "/v1/finance/closings", closing, HttpStatusCode.Created);
        var body = await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-11");
        Assert.Equal(closed.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))));
        Assert.Equal(["1 silver 10 0.55 1.10", "1 gold 10 2.74 5.48"], Tiers(closed));
        Assert.Equal(("closed", 3.29m, 6.58m), (closed.GetProperty("state").GetString(), Total(closed, "low"), Total(closed, "high")));
        var closedAt = closed.GetProperty("closedAt").GetString();
        // The same again is the first answer, to the byte; the month is closed for others.
        Assert.Equal(closed.GetRawText(), (await engine.SendAsync(HttpMethod.Post, "/v1/finance/closings", closing, HttpStatusCode.OK)).GetRawText());
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-2", month = "2026-11" }, 409, "month-closed");
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-1", month = "2026-12" }, 409, "closing-id-reused");

        await ClockAsync(engine, "2026-12-10");
        await ImportAsync(engine, "LATE1,h-1,flight,1000.00,CHF,2026-11-16\r\n");
        using (var erased = await engine.Http.DeleteAsync("/v1/members/GONE1"))
            Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        await ClockAsync(engine, "2027-01-01");
        var december = await MonthAsync(engine, "2026-12");
        Assert.Equal(["2026-11 silver 15 0.82 1.64"], december.GetProperty("adjustments").EnumerateArray().Select(a => Line(a, "ofMonth")));
        // Silver and Silver all of December; Gold until the eve of the erasure.
        Assert.Equal(["1 silver 62 3.40 6.79", "1 gold 9 2.47 4.93"], Tiers(december));
        Assert.Equal((6.69m, 13.36m), (Total(december, "low"), Total(december, "high")));
        var rows = (await CsvAsync(engine, 2026)).Where(row => row[0] == "2026-12").ToList();
        Assert.Equal((6.69m, 13.36m), (Sum(rows, 4), Sum(rows, 5)));

        await StaysAsync(engine, body, open, closedAt!);
        using var ahead = await engine.Http.GetAsync("/v1/finance/benefit-costs?month=2027-03&knownAt=2027-03-11T00:00:00Z");
        await ahead.ShouldBeProblemAsync(422, "known-at-not-valid");
        using var never = await engine.Http.GetAsync("/v1/finance/benefit-costs?month=2027-13");
        await never.ShouldBeProblemAsync(422, "month-not-valid");
    }

    [Fact]
    public async Task What_a_correction_takes_back_is_unearned_and_all_days_agree_with_the_ledger()
    {
        await using var engine = await StartAsync("2026-02-01");
        await engine.EnrolAsync("BACK1");
        await engine.EnrolAsync("PLAIN1");
        await ClockAsync(engine, "2026-02-11");
        await engine.BuyAsync("BACK1", "t-1", 1000.00m);
        await ClockAsync(engine, "2026-02-20");
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members/BACK1/purchases/t-1/reversals", new { reversalId = "r-1", reason = "refund" }, HttpStatusCode.Created);
        var february = await MonthAsync(engine, "2026-02");
        Assert.Equal(["silver 9 0.49 0.99"], february.GetProperty("unearned").EnumerateArray().Select(u => Line(u)));
        Assert.Equal(["1 member 29 0.00 0.00", "1 silver 9 0.49 0.99"], Tiers(february));
        // A kill and the start after it change nothing: the sums stand with what they are of.
        await engine.KillAsync();
        await engine.StartAgainAsync();
        await ClockAsync(engine, "2026-03-01");
        Assert.Equal(["1 member 47 0.00 0.00", "1 silver 9 0.49 0.99"], Tiers(await MonthAsync(engine, "2026-02")));
        await engine.EnrolAsync("PLAIN2");
        Assert.Equal(["1 member 47 0.00 0.00", "1 silver 9 0.49 0.99"], Tiers(await MonthAsync(engine, "2026-02")));
    }

    [Fact]
    public async Task A_basket_is_costed_and_a_benefit_used_as_often_as_the_tier_allows()
    {
        await using var engine = await StartAsync("2026-06-01");
        await engine.EnrolAsync("BUYER1");
        await engine.BuyAsync("BUYER1", "t-1", 600.00m);
        await ClockAsync(engine, "2026-11-21");
        var basket = new { memberId = "BUYER1", lines = new[] { new { type = "flight", amount = 480.00m, currency = "CHF" } } };
        var costed = await engine.SendAsync(HttpMethod.Post, "/v1/finance/what-if", basket, HttpStatusCode.OK);
        Assert.Equal("""{"days":[],"low":0.00,"high":0.00}""", costed.GetProperty("without").GetRawText());
        Assert.Equal(
            """{"days":[{"year":2026,"code":"silver","memberDays":41,"low":2.25,"high":4.49},{"year":2027,"code":"silver","memberDays":182,"low":9.97,"high":19.95}],"low":12.22,"high":24.44}""",
            costed.GetProperty("with").GetRawText());
        await RefusedAsync(engine, "/v1/finance/what-if", new { memberId = "NOBODY1", basket.lines }, 404, "unknown-member");

        object Use(string id, string benefit, string date, decimal? cost = null) => new
        {
            useId = id, memberId = "BUYER1", benefit, date, place = "ZRH-E", companions = 1, cost, currency = cost is null ? null : "CHF",
        };
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-0", "extra-bag", "2026-11-21"), 409, "benefit-not-held");
        await engine.BuyAsync("BUYER1", "t-2", 480.00m);
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-0", "extra-bag", "2026-11-20"), 409, "benefit-not-held");
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-0", "extra-bag", "2026-11-23"), 422, "date-in-future");
        var used = await engine.SendAsync(HttpMethod.Post, "/v1/benefit-uses", Use("u-1", "extra-bag", "2026-11-21", 35.50m), HttpStatusCode.Created);
        Assert.Equal(used.GetRawText(), (await engine.SendAsync(HttpMethod.Post, "/v1/benefit-uses", Use("u-1", "extra-bag", "2026-11-21", 35.50m), HttpStatusCode.OK)).GetRawText());
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-1", "extra-bag", "2026-11-21"), 409, "use-id-reused");
        await engine.SendAsync(HttpMethod.Post, "/v1/benefit-uses", Use("u-2", "extra-bag", "2026-11-21", 30.00m), HttpStatusCode.Created);
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-3", "extra-bag", "2026-11-21"), 422, "benefit-used-up");
        await engine.SendAsync(HttpMethod.Post, "/v1/benefit-uses", Use("u-3", "priority-boarding", "2026-11-21"), HttpStatusCode.Created);
        const string Uses = """
            {"month":"2026-11","uses":[{"benefit":"extra-bag","code":"silver","uses":2,"companions":2,"cost":65.50,"currency":"CHF"},{"benefit":"priority-boarding","code":"silver","uses":1,"companions":1,"cost":null,"currency":null}]}
            """;
        Assert.Equal(Uses.Trim(), await TextAsync(engine, "/v1/finance/benefit-uses?month=2026-11"));
        Assert.Contains("ZRH-E", await TextAsync(engine, "/v1/members/BUYER1/export"));

        var bought = await engine.GetAsync("/v1/statistics?by=type&from=2026-01-01&to=2026-12-31");
        Assert.Equal(
            """[{"key":"flight","purchases":2,"members":1,"sum":1080.00,"meanReceipt":540.00,"medianDaysBetween":173}]""", bought.GetProperty("items").GetRawText());
        var months = (await engine.GetAsync("/v1/statistics?by=month&from=2026-07-01&to=2026-12-31")).GetProperty("items");
        Assert.Equal(("2026-11", JsonValueKind.Null), (months[0].GetProperty("key").GetString(), months[0].GetProperty("medianDaysBetween").ValueKind));
        using (var segments = await engine.Http.GetAsync("/v1/statistics?by=segment"))
            await segments.ShouldBeProblemAsync(422, "by-not-valid");

        // What was used stays in the sums; nobody is in it any more.
        using (var erased = await engine.Http.DeleteAsync("/v1/members/BUYER1"))
            Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        Assert.Equal(Uses.Trim(), await TextAsync(engine, "/v1/finance/benefit-uses?month=2026-11"));
        await RefusedAsync(engine, "/v1/benefit-uses", Use("u-4", "priority-boarding", "2026-11-21"), 410, "member-erased");
        var trail = await TextAsync(engine, "/v1/trail?action=benefit-used");
        Assert.Contains("\"u-3\"", trail);
    }

    private static async Task StaysAsync(EngineProcess engine, string body, string open, string closedAt)
    {
        // Known then is what was answered then, for ever.
        Assert.Equal(body, await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-11"));
        Assert.Equal(body, await TextAsync(engine, $"/v1/finance/benefit-costs?month=2026-11&knownAt={closedAt}"));
        Assert.Equal(open, await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-11&knownAt=2026-12-05T09:00:00Z"));
        var early = await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-12&knownAt=2026-12-20T12:00:00Z");
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-3", month = "2027-01" }, 409, "month-open");
        await engine.SendAsync(HttpMethod.Post, "/v1/finance/closings", new { closingId = "c-4", month = "2026-12" }, HttpStatusCode.Created);
        Assert.Equal(early, await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-12&knownAt=2026-12-20T12:00:00Z"));
        await ClockAsync(engine, "2027-03-10");
        await RefusedAsync(engine, "/v1/finance/closings", new { closingId = "c-5", month = "2027-02" }, 409, "earlier-month-open");
        Assert.Equal("[]", (await MonthAsync(engine, "2027-01")).GetProperty("adjustments").GetRawText());
        Assert.Equal(early, await TextAsync(engine, "/v1/finance/benefit-costs?month=2026-12&knownAt=2026-12-20T12:00:00Z"));
    }

    /// <summary>Settings of a journal of its own.</summary>
    private protected abstract Task<string[]> JournalAsync();

    private async Task<EngineProcess> StartAsync(string day)
    {
        var programme = Path.Combine(Directory.CreateTempSubdirectory("loyalty-programme-").FullName, "programme.json");
        await File.WriteAllTextAsync(programme, ProgrammeText.Changed(limits: """{ "extra-bag": { "per": "year", "times": 2 } }"""));
        return await EngineProcess.StartAsync([$"--Loyalty:TestClock={day}T10:00:00Z", $"--Loyalty:Programme={programme}", .. await JournalAsync()]);
    }

    private static Task ClockAsync(EngineProcess engine, string day) => EarningEndToEndTests.ClockAsync(engine, day);

    private static Task<JsonElement> MonthAsync(EngineProcess engine, string month) => engine.GetAsync($"/v1/finance/benefit-costs?month={month}");

    private static Task<string> TextAsync(EngineProcess engine, string path) => engine.Http.GetStringAsync(path);

    private static async Task<List<string[]>> CsvAsync(EngineProcess engine, int year) =>
    [
        .. (await TextAsync(engine, $"/v1/exports/benefit-costs?year={year}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => line.Split(',')),
    ];

    private static async Task ImportAsync(EngineProcess engine, string rows)
    {
        using var content = new StringContent("memberId,transactionId,type,amount,currency,date\r\n" + rows, Encoding.UTF8, "text/csv");
        using var answer = await engine.Http.PostAsync("/v1/imports", content);
        Assert.Equal(0, (await answer.JsonAsync()).GetProperty("rejected").GetInt32());
    }

    private static async Task RefusedAsync(EngineProcess engine, string path, object body, int status, string code)
    {
        var problem = await engine.SendAsync(HttpMethod.Post, path, body, (HttpStatusCode)status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
    }

    private static IEnumerable<string> Tiers(JsonElement month) => month.GetProperty("tiers").EnumerateArray().Select(tier => Line(tier, "version"));

    private static string Line(JsonElement line, string? first = null) => string.Join(
        ' ', new[] { first, "code", "memberDays", "low", "high" }.OfType<string>().Select(name => line.GetProperty(name).ToString()));

    private static decimal Total(JsonElement month, string bound) => month.GetProperty("total").GetProperty(bound).GetDecimal();

    private static decimal Sum(IEnumerable<string[]> rows, int column) => rows.Sum(row => decimal.Parse(row[column], CultureInfo.InvariantCulture));
}
