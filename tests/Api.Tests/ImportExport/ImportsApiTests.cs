using System.Net;
using System.Text;
using System.Text.Json;

namespace Loyalty.Api.Tests;

public class ImportsApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Header = "memberId,transactionId,type,amount,currency,date";

    [Fact]
    public async Task Rows_are_taken_in_pages_and_bad_ones_named()
    {
        var completed = api.Engine.Completed.Count;
        var rows = Enumerable.Range(1, 12_000).Select(n => n switch
        {
            3 => "IMP1,i-3,flight,NaN,CHF,2026-01-01",
            7_000 => "IMP1,i-7000,flight,1.00,CHF,2026-02-30",
            _ => $"IMP{n % 7},i-{n},flight,1.00,CHF,2026-01-01",
        });
        var summary = await (await SendAsync("\uFEFF" + Header + "\r\n" + string.Join("\r\n", rows) + "\r\n\r\n")).JsonAsync();
        Assert.Equal((12_000, 11_998, 0, 2), (
            summary.GetProperty("rows").GetInt32(), summary.GetProperty("accepted").GetInt32(),
            summary.GetProperty("duplicates").GetInt32(), summary.GetProperty("rejected").GetInt32()));
        Assert.Equal([(4, "amount-not-valid"), (7_001, "date-not-valid")],
            summary.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("code").GetString())));
        Assert.Equal(completed + 1, api.Engine.Completed.Count);

        var order = api.Engine.Account(Domain.MemberId.Of("IMP2")).Purchases.Select(p => int.Parse(p.TransactionId.Value[2..])).ToList();
        Assert.Equal(order.Order(), order);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n1,2")]
    public async Task Another_header_is_refused(string file) =>
        await (await SendAsync(file)).ShouldBeProblemAsync(422, "import-header-not-valid");

    [Fact]
    public async Task The_list_of_errors_is_bounded_and_the_count_is_not()
    {
        var rows = string.Join('\n', Enumerable.Repeat("x", ImportTally.MaxErrors + 5));
        var summary = await (await SendAsync(Header + "\n" + rows)).JsonAsync();
        Assert.Equal(ImportTally.MaxErrors + 5, summary.GetProperty("rejected").GetInt32());
        Assert.Equal(ImportTally.MaxErrors, summary.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public async Task A_text_within_a_cell_of_several_lines_is_no_purchase()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        var summary = await ImportAsync(
            engine,
            "memberId,transactionId,type,amount,currency,date,bookingReference\nVICT1,v-1,flight,100.00,CHF,2026-06-01,\"note line 1\n"
            + "EVIL1,v-2,flight,5000.00,CHF,2026-06-01,ref\nnote line 3\"\nVICT2,v-3,flight,50.00,CHF,2026-06-01,ok\n");
        Assert.Equal((2, 2, 0, 2), Counts(summary));
        Assert.Equal("100.00", await SpendAsync(engine, "VICT1"));
        Assert.Equal("50.00", await SpendAsync(engine, "VICT2"));
        Assert.Equal(HttpStatusCode.NotFound, (await engine.Http.GetAsync("/v1/members/EVIL1")).StatusCode);
    }

    [Fact]
    public async Task Rows_before_a_broken_quote_stand_and_what_is_behind_is_one_refusal()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        var rest = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"EVIL{i % 10},e-{i},flight,5000.00,CHF,2026-06-01\n"));
        var summary = await ImportAsync(engine, $"{Header}\nGOOD1,g-1,flight,100.00,CHF,2026-06-01\nGOOD2,\"g-2,flight,100.00,CHF,2026-06-01\n{rest}");
        Assert.Equal((2, 1, 1, 1), Counts(summary));
        var error = Assert.Single(summary.GetProperty("errors").EnumerateArray());
        Assert.Equal((3, "row-not-valid"), (error.GetProperty("line").GetInt32(), error.GetProperty("code").GetString()));
        Assert.Contains("line 3", error.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await engine.Http.GetAsync("/v1/members/EVIL1")).StatusCode);
    }

    [Fact]
    public async Task What_spreadsheets_write_is_taken()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        const string row = "u-1,flight,100.00,CHF,2026-06-01";
        (string Member, byte[] File)[] files =
        [
            ("CRONLY", Encoding.UTF8.GetBytes($"{Header}\rCRONLY,{row}\r")),
            ("CASES", Encoding.UTF8.GetBytes($"MemberId,TransactionId,Type,Amount,Currency,Date\r\nCASES,{row.Replace("u-1", "u-2")}\r\n")),
            ("SEMI1", Encoding.UTF8.GetBytes($"{Header}\r\nSEMI1,{row.Replace("u-1", "u-3")}\r\n".Replace(',', ';'))),
            ("SEPLINE", Encoding.UTF8.GetBytes($"sep=,\r\n{Header}\r\nSEPLINE,{row.Replace("u-1", "u-4")}\r\n")),
            ("UTF16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"{Header}\r\nUTF16,{row.Replace("u-1", "u-5")}\r\n")]),
            ("UTF16TAB", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes($"{Header}\r\nUTF16TAB,{row.Replace("u-1", "u-6")}\r\n".Replace(',', '\t'))]),
            ("ORDER", Encoding.UTF8.GetBytes("date,amount,memberId,transactionId,type,currency\n2026-06-01,100.00,ORDER,u-7,flight,CHF\n")),
        ];
        foreach (var (member, file) in files)
        {
            using var answer = await engine.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", file, "text/csv");
            Assert.Equal((member, (1, 1, 0, 1)), (member, Counts(await answer.JsonAsync())));
            Assert.Equal("100.00", await SpendAsync(engine, member));
        }

        using var trailing = await engine.Http.SendBytesAsync(
            HttpMethod.Post, "/v1/imports", Encoding.UTF8.GetBytes($"{Header},\r\nUTF16,{row},\r\n"), "text/csv");
        Assert.Contains("a separator too many", await trailing.Content.ReadAsStringAsync());
        await trailing.ShouldBeProblemAsync(422, "import-header-not-valid");
    }

    [Fact]
    public async Task More_digits_than_the_currency_has_are_refused_in_every_row()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2026-11-21T10:00:00Z");
        Assert.Equal(HttpStatusCode.NoContent, (await engine.Http.SendJsonAsync(HttpMethod.Put, "/v1/rates/2026-01-01", """{"JPY":0.0058}""")).StatusCode);
        var summary = await ImportAsync(
            engine,
            $"{Header}\r\nTHOU1,th-1,flight,1.000,CHF,2026-06-01\r\nTHOU2,th-2,flight,12.500,CHF,2026-06-01\r\nTHOU3,th-3,flight,1.000,JPY,2026-06-01\r\n"
            + "THOU4,th-4,flight,2.500000,CHF,2026-06-01\r\nTHOU5,th-5,flight,10.00,JPY,2026-06-01\r\n");
        Assert.Equal((5, 0, 5, 0), Counts(summary));
        Assert.All(summary.GetProperty("errors").EnumerateArray(), error => Assert.Equal("amount-not-valid", error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_trial_says_what_the_import_will_and_changes_nothing()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2027-07-05T10:00:00Z");
        await engine.EnrolAsync("LIVE1");
        await engine.BuyAsync("LIVE1", "live-1", 10m);
        var file = string.Join(
            '\n',
            Header + ",reverses",
            "HIST1,a,flight,2600.00,CHF,2026-01-10,", "HIST1,b,flight,300.00,CHF,2026-06-01,", "HIST2,x,flight,50.00,CHF,2026-06-01,", "HIST1,c,flight,500.00,CHF,2027-02-01,",
            "HIST1,d,flight,200.00,CHF,2027-03-01,", "HIST1,old,flight,1.00,CHF,2026-01-01,", "HIST2,x,flight,50.00,CHF,2026-06-01,",
            "HIST2,live-1,flight,10.00,CHF,2026-07-01,", "HIST2,r-1,flight,20.00,CHF,2026-08-01,x", "HIST2,r-1,flight,20.00,CHF,2026-08-01,x", "HIST2,r-2,ancillary,20.00,CHF,2026-08-02,x",
            "HIST2,r-3,flight,40.00,CHF,2026-08-02,x", "HIST2,r-4,flight,-1.00,CHF,2026-08-02,", "GONE1,q,flight,1.00,CHF,2029-01-01,");
        var before = await engine.GetAsync("/v1/events?limit=1000");

        var trial = await ImportAsync(engine, file, "?dryRun=true");
        Assert.Equal(before.GetRawText(), (await engine.GetAsync("/v1/events?limit=1000")).GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await engine.Http.GetAsync("/v1/members/HIST1")).StatusCode);
        var summary = await ImportAsync(engine, file, "?dryRun=false");

        Assert.Equal((14, 6, 6, 2), Counts(summary));
        Assert.Equal(2, summary.GetProperty("duplicates").GetInt32());
        Assert.Equal(7, summary.GetProperty("tierChanges").GetInt32());
        Assert.Equal(
            [
                (7, "older-than-last-posting"), (9, "transaction-id-reused"), (12, "reverses-not-valid"), (13, "exceeds-purchase"), (14, "amount-not-valid"), (15, "date-in-future"),
            ],
            summary.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("line").GetInt32(), e.GetProperty("code").GetString())));
        Assert.Equal("30.00", await SpendAsync(engine, "HIST2", "lifetime"));
        Assert.Equal(WithoutSeconds(summary), WithoutSeconds(trial));

        var again = await ImportAsync(engine, file, "?dryRun=true");
        Assert.Equal((14, 0, 6, 2), Counts(again));
        Assert.Equal((8, 0), (again.GetProperty("duplicates").GetInt32(), again.GetProperty("tierChanges").GetInt32()));
        await (await engine.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports?dryRun=yes", Encoding.UTF8.GetBytes(file), "text/csv")).ShouldBeProblemAsync(422, "dry-run-not-valid");
    }

    [Fact]
    public async Task Progress_is_told_line_by_line_and_the_summary_last()
    {
        var entered = new TaskCompletionSource();
        api.Engine.Before = () => entered.Task;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = new StringContent($"{Header}\nPROG1,p-1,flight,1.00,CHF,2026-01-01\nx", Encoding.UTF8, "text/csv") };
            request.Headers.Accept.ParseAdd("application/x-ndjson");
            using var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
            var first = JsonDocument.Parse((await lines.ReadLineAsync())!).RootElement;
            Assert.Equal((1, 0, 1, 0), Counts(first));
            Assert.False(first.TryGetProperty("errors", out _));
            entered.SetResult();
            var last = first;
            while (await lines.ReadLineAsync() is { } line)
                last = JsonDocument.Parse(line).RootElement;
            Assert.Equal((2, 1, 1, 1), Counts(last));
            Assert.Equal(3, Assert.Single(last.GetProperty("errors").EnumerateArray()).GetProperty("line").GetInt32());
        }
        finally
        {
            entered.TrySetResult();
            api.Engine.Before = () => Task.CompletedTask;
        }

        using var refused = new HttpRequestMessage(HttpMethod.Post, "/v1/imports") { Content = new StringContent("a,b\n1,2", Encoding.UTF8, "text/csv") };
        refused.Headers.Accept.ParseAdd("application/x-ndjson");
        await (await api.Http.SendAsync(refused)).ShouldBeProblemAsync(422, "import-header-not-valid");
    }

    private static async Task<JsonElement> ImportAsync(EngineProcess engine, string file, string query = "")
    {
        using var answer = await engine.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports" + query, Encoding.UTF8.GetBytes(file), "text/csv");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private static (int Rows, int Accepted, int Rejected, int Members) Counts(JsonElement summary) => (
        summary.GetProperty("rows").GetInt32(), summary.GetProperty("accepted").GetInt32(), summary.GetProperty("rejected").GetInt32(), summary.GetProperty("members").GetInt32());

    private static async Task<string> SpendAsync(EngineProcess engine, string member, string which = "currentPeriod") =>
        (await engine.GetAsync($"/v1/members/{member}/status")).GetProperty("spend").GetProperty(which).GetRawText();

    private static string WithoutSeconds(JsonElement summary)
    {
        Assert.True(summary.GetProperty("seconds").GetDecimal() >= 0);
        return string.Join(',', summary.EnumerateObject().Where(field => field.Name != "seconds").Select(field => field.ToString()));
    }

    private Task<HttpResponseMessage> SendAsync(string file) =>
        api.Http.SendBytesAsync(HttpMethod.Post, "/v1/imports", Encoding.UTF8.GetBytes(file), "text/csv; charset=utf-8");
}
