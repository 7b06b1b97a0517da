using System.Net;

namespace Loyalty.Api.Tests;

/// <summary>The files against a real engine.</summary>
public sealed class ExportsTests
{
    [Fact]
    public async Task Postings_that_were_exported_for_an_import_make_the_same_members_elsewhere()
    {
        await using var one = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await one.EnrolAsync("MEMBER1");
        await one.BuyAsync("MEMBER1", "t-1", 1234.50m);
        await one.BuyAsync("MEMBER1", "t-2", 0.05m);
        await one.SendAsync(HttpMethod.Post, "/v1/members/MEMBER1/purchases/t-1/reversals", new { reversalId = "r-1", amount = 34.50m, reason = "x" }, HttpStatusCode.Created);
        await using var two = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");

        var file = await one.Http.GetByteArrayAsync("/v1/exports/postings?columns=import");
        using var answer = await two.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", file, "text/csv");
        var summary = await answer.JsonAsync();

        Assert.Equal((3, 3), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("accepted").GetInt32()));
        Assert.Equal(
            (await one.GetAsync("/v1/members/MEMBER1/status")).GetProperty("spend").GetProperty("currentPeriod").GetRawText(),
            (await two.GetAsync("/v1/members/MEMBER1/status")).GetProperty("spend").GetProperty("currentPeriod").GetRawText());
    }

    [Fact]
    public async Task Rows_are_exact_in_order_and_no_cell_is_a_formula()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members", new { channel = "web", givenName = "=1+1", familyName = "O\"Neil, jr", memberId = "MEMBER1", phone = "+41441234567" }, HttpStatusCode.Created);
        await engine.SendAsync(
            HttpMethod.Post,
            "/v1/members/MEMBER1/purchases",
            new { transactionId = "t-1", type = "flight", amount = 2600.00m, currency = "CHF", reason = "-2 hours, \"goodwill\"" },
            HttpStatusCode.Created);
        await engine.SendAsync(
            HttpMethod.Post, "/v1/members/MEMBER1/purchases/t-1/reversals", new { reversalId = "r-1", amount = 2000.00m, reason = "@home" }, HttpStatusCode.Created);

        var postings = await LinesAsync(engine, "postings");
        var members = await LinesAsync(engine, "members");
        var changes = await LinesAsync(engine, "tier-changes");

        Assert.Equal(
            [
                "2,2026-11-21T10:00:00.000Z,MEMBER1,purchase,t-1,,flight,2600.00,CHF,2026-11-21,2026-11-21,2027-11-21,1,2026-11-21,0,2600.00,2600.00,,,"
                    + "\"'-2 hours, \"\"goodwill\"\"\"",
                "3,2026-11-21T10:00:00.000Z,MEMBER1,reversal,t-1,r-1,,2000.00,CHF,,2026-11-21,2027-11-21,,,,,2000.00,,,'@home",
            ],
            postings.Skip(1));
        Assert.Equal(
            ["MEMBER1,2026-11-21,web,'=1+1,\"O\"\"Neil, jr\",,+41441234567,,,,Member,2026-11-21,,CHF,600.00,600.00,"],
            members.Skip(1));
        Assert.Equal(
            [
                "2,2026-11-21T10:00:00.000Z,MEMBER1,2,upgraded,2026-11-21,Member,Gold,,2600.00,CHF,",
                "3,2026-11-21T10:00:00.000Z,MEMBER1,3,corrected,2026-11-21,Gold,Member,,600.00,CHF,'@home",
            ],
            changes.Skip(1));
    }

    [Fact]
    public async Task More_than_a_page_is_all_there_once()
    {
        await using var engine = await EngineProcess.StartAsync();
        var rows = Enumerable.Range(0, (2 * CsvAnswer.PageSize) + 17).Select(i => $"M{i % 50:0000},h-{i},flight,1.00,CHF,2026-01-10");
        var file = $"memberId,transactionId,type,amount,currency,date\n{string.Join('\n', rows)}";
        using var answer = await engine.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", System.Text.Encoding.UTF8.GetBytes(file), "text/csv");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var lines = await LinesAsync(engine, "postings");

        var sequences = lines.Skip(1).Select(line => long.Parse(line.Split(',')[0])).ToList();
        Assert.Equal((2 * CsvAnswer.PageSize) + 17, sequences.Distinct().Count());
        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal(51, (await LinesAsync(engine, "members")).Count);
    }

    [Fact]
    public async Task An_empty_ledger_has_a_header_and_other_columns_are_refused()
    {
        await using var engine = await EngineProcess.StartAsync();
        Assert.StartsWith("\uFEFFsequence,at,", Assert.Single(await LinesAsync(engine, "postings")), StringComparison.Ordinal);
        using var file = await engine.Http.GetAsync("/v1/exports/members");
        Assert.Equal(("text/csv", "members.csv"), (file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.FileName?.Trim('"')));
        await (await engine.Http.GetAsync("/v1/exports/postings?columns=all")).ShouldBeProblemAsync(422, "columns-not-valid");
    }

    private static async Task<List<string>> LinesAsync(EngineProcess engine, string export)
    {
        var bytes = await engine.Http.GetByteArrayAsync($"/v1/exports/{export}");
        return [.. System.Text.Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }
}
