using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

public abstract partial class RewardsContract
{
    /// <summary>Kills of the run; more by hand.</summary>
    private static readonly int Kills =
        int.TryParse(Environment.GetEnvironmentVariable("LOYALTY_REWARD_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    /// <summary>Settings of a journal of its own.</summary>
    private protected abstract Task<string[]> JournalAsync();

    private async Task<EngineProcess> StartAsync(string day = "2026-11-21", params string[] settings) =>
        await EngineProcess.StartAsync([$"--Loyalty:TestClock={day}T10:00:00Z", .. await JournalAsync(), .. settings]);

    private static object Voucher(string id, decimal value, string to, string currency = "CHF", string? owner = Ada) =>
        new { lotId = id, kind = "voucher", owner, value, currency, from = "2026-01-01", to, reason = "Goodwill" };

    private static object Hold(string id, decimal? amount, decimal? upTo = null, string currency = "CHF", int? seconds = null, bool confirm = false) =>
        new { holdId = id, memberId = Ada, amount, upTo, currency, seconds, @as = "payment", confirm = confirm ? "code" : null };

    private static Task<JsonElement> IssueAsync(EngineProcess engine, object lot) => SendAsync(engine, "/v1/lots", lot, 201);

    private static async Task<JsonElement> SendAsync(EngineProcess engine, string path, object body, int? status)
    {
        using var answer = await engine.Http.PostAsync(path, JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status is null ? answer.IsSuccessStatusCode : (int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<JsonElement> RefusedAsync(EngineProcess engine, string path, object body, int status, string code)
    {
        var problem = await SendAsync(engine, path, body, status);
        Assert.Equal(code, problem.Text("code"));
        return problem;
    }

    private static async Task RefusedGetAsync(EngineProcess engine, string path, int status, string code)
    {
        using var answer = await engine.Http.GetAsync(path);
        await answer.ShouldBeProblemAsync(status, code);
    }

    private static async Task ClockAsync(EngineProcess engine, string now) =>
        await engine.SendAsync(HttpMethod.Put, "/v1/clock", new { now }, HttpStatusCode.OK);

    private static async Task<IReadOnlyList<string>> LotsAsync(EngineProcess engine, string member) =>
    [
        .. (await engine.GetAsync($"/v1/members/{member}/rewards")).GetProperty("items").EnumerateArray()
            .Select(lot => string.Join(' ', new[] { lot.Text("lotId") }.Concat(new[] { "available", "held", "used" }.Select(name => lot.GetProperty(name).GetRawText())))),
    ];

    private static async Task<IReadOnlyList<string>> SumsAsync(EngineProcess engine, string month) =>
    [
        .. (await engine.GetAsync($"/v1/finance/rewards?month={month}")).GetProperty("lines").EnumerateArray()
            .Select(line => string.Join(' ', new[] { line.Text("kind"), line.GetProperty("currency").GetString() }
                .Concat(new[] { "opening", "issued", "used", "expired", "revoked", "closing", "held" }.Select(name => line.GetProperty(name).GetRawText())))),
    ];

    /// <summary>Holds that a text stands in no file of the engine, in no log line and in no answer that shows what is kept.</summary>
    private static async Task NowhereAsync(EngineProcess engine, string secret)
    {
        Assert.DoesNotContain(secret, engine.Output);
        Assert.DoesNotContain(secret, await engine.Http.GetStringAsync("/v1/trail?limit=1000"));
        Assert.DoesNotContain(secret, await engine.Http.GetStringAsync("/v1/events?stream=rewards&after=0&limit=1000"));
        var bytes = Encoding.UTF8.GetBytes(secret);
        foreach (var file in Directory.EnumerateFiles(engine.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var held = new MemoryStream();
            await open.CopyToAsync(held);
            Assert.True(held.GetBuffer().AsSpan(0, (int)held.Length).IndexOf(bytes) < 0, $"'{secret}' stands in {file}");
        }
    }
}
