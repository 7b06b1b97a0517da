using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Loyalty.Contracts;

namespace Loyalty.Api.Tests;

/// <summary>Eighteen months of real purchases of a real retailer, imported as a history.</summary>
public sealed class RealPurchasesTests
{
    [CdnowFact]
    public async Task All_rows_are_taken_over_with_their_totals()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2022-07-01T10:00:00Z");
        var rows = File.ReadLines(CdnowFactAttribute.Path).Skip(1).Select(line => line.Split(',')).ToList();

        var watch = Stopwatch.StartNew();
        var summary = await ImportAsync(engine);
        watch.Stop();

        Assert.Equal((69_659, 69_659, 0, 0), Counts(summary));
        // The promise is for a quiet machine; this bound only tells a design that has gone wrong.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
        var members = 0;
        var spend = 0m;
        long after = 0;
        while (true)
        {
            var page = await engine.GetAsync($"/v1/events?after={after}&limit=1000");
            foreach (var item in page.GetProperty("items").EnumerateArray())
            {
                members += item.GetProperty("kind").GetString() == "enrolled" ? 1 : 0;
                spend += item.TryGetProperty("transaction", out var t) && t.ValueKind == JsonValueKind.Object ? t.GetProperty("amount").GetDecimal() : 0;
            }

            if (page.GetProperty("next").GetString() is not { } next)
                break;
            after = long.Parse(next);
        }

        Assert.Equal(23_544, members);
        Assert.Equal(rows.Sum(row => decimal.Parse(row[3])), spend);
    }

    [CdnowFact]
    public async Task The_same_file_again_credits_nothing()
    {
        await using var engine = await EngineProcess.StartAsync("--Loyalty:TestClock=2022-07-01T10:00:00Z");
        await ImportAsync(engine);

        Assert.Equal((69_659, 0, 69_659, 0), Counts(await ImportAsync(engine)));
    }

    private static async Task<JsonElement> ImportAsync(EngineProcess engine)
    {
        await using var file = File.OpenRead(CdnowFactAttribute.Path);
        using var content = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var answer = await engine.Http.PostAsync("/v1/imports", content);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static (int Rows, int Accepted, int Duplicates, int Rejected) Counts(JsonElement summary) => (
        summary.GetProperty("rows").GetInt32(),
        summary.GetProperty("accepted").GetInt32(),
        summary.GetProperty("duplicates").GetInt32(),
        summary.GetProperty("rejected").GetInt32());
}

/// <summary>
/// A fact that needs the CDNOW data set, which is not ours to hand on: LOYALTY_CDNOW names its file, as an import, or it lies beside
/// the repository. Skipped where it is not, also where nothing else may be skipped.
/// </summary>
internal sealed class CdnowFactAttribute : FactAttribute
{
    public CdnowFactAttribute() => Skip = File.Exists(Path) ? null : $"The CDNOW data set is not at {Path}; LOYALTY_CDNOW names it.";

    public static string Path { get; } = Environment.GetEnvironmentVariable("LOYALTY_CDNOW")
        ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryFiles.Root, "..", "shared", "data", "cdnow.csv"));
}
