using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Contracts;

// More than the journal takes.
public static partial class Scenarios
{
    /// <summary>Writes that the journal lets wait: its own default, for no setting changes it.</summary>
    private const int QueuedWrites = 16_384;

    /// <summary>Lines that a purchase stream has under way at most. A stream for each such number of members: one write a member can wait.</summary>
    private const int LinesOfStream = 2_048;

    /// <summary>Together more than the queue and the batch before it hold.</summary>
    private const int Streams = 9;

    /// <summary>Callers who come when the queue is full, each with a member of its own, and what they send together.</summary>
    private const int LateCallers = 64;

    private const int LatePurchases = 24_000;

    /// <summary>
    /// The engine's heap may not grow beyond 448 MiB. A full queue with its 18,496 live accounts holds about 280 of them: if each purchase
    /// that is turned away left eight KiB behind, half of what a request needs, it would end. Much nearer to what is held the collector
    /// would run without a pause, and the round take half an hour.
    /// </summary>
    private static readonly string[] BoundedHeap = ["DOTNET_gcServer=0", "DOTNET_GCHeapHardLimit=0x1C000000"];

    /// <summary>
    /// PostgreSQL takes no write while purchases of more members come than the journal's queue holds: the surplus is turned away with
    /// nothing done, costs no memory, and what was taken is answered once the database goes on.
    /// </summary>
    public static async Task<Verdict> JournalQueueFullAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed, launcher: ["env", .. BoundedHeap]);
        var crowd = Enumerable.Range(0, Streams * LinesOfStream).Select(n => $"CROWD{n:D5}").ToList();
        var late = Enumerable.Range(0, LateCallers).Select(n => $"LATE{n:D2}").ToList();
        await ImportAsync(run.Engine, [.. crowd, .. late]);
        var refused = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            Task<string[]>[] streams;
            await using (await journal.HoldAsync())
            {
                streams = [.. crowd.Chunk(LinesOfStream).Select((members, n) => StreamAsync(run.Engine, members, $"q{round}-{n}"))];
                await Eventually.IsTrue(async () => await run.Engine.MetricAsync("loyalty_journal_queue_depth") >= QueuedWrites, "the journal's queue is full");
                using (var ready = await run.Engine.Http.GetAsync("/health/ready"))
                    run.Expect(!ready.IsSuccessStatusCode, "an engine that says it is not ready");
                refused.UnionWith(await CrowdInAsync(run, late, $"late{round}"));
                run.Expect(await run.Engine.MetricAsync("loyalty_journal_queue_depth") <= QueuedWrites, $"at most {QueuedWrites} writes that wait");
            }

            run.Expect(refused.Count > LatePurchases * (round + 1) / 2, $"most late purchases turned away, not {refused.Count}");
            refused.UnionWith(await SettleAsync(run, crowd, await Task.WhenAll(streams), round));
        }

        await foreach (var change in LedgerProof.EventsAsync(run.Engine))
        {
            if (change.TryGetProperty("transaction", out var bought) && refused.Contains(bought.GetProperty("transactionId").GetString()!))
                run.Expect(false, $"nothing in the ledger of what was refused, {bought.GetProperty("transactionId")}");
        }

        return await run.ProveAsync();
    }

    // The quickest way to a member with an account: a history of one row.
    private static async Task ImportAsync(EngineProcess engine, IReadOnlyList<string> members)
    {
        var rows = members.Select(member => $"{member},first-{member},flight,1,CHF,2026-01-10");
        using var file = new StringContent("memberId,transactionId,type,amount,currency,date\n" + string.Join('\n', rows), new MediaTypeHeaderValue("text/csv"));
        using var answer = await engine.Http.PostAsync("/v1/imports", file);
        var accepted = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt32();
        Assert.Equal(members.Count, accepted);
    }

    /// <summary>Buys once for each member, in one stream.</summary>
    /// <returns>The results, a line a member.</returns>
    private static async Task<string[]> StreamAsync(EngineProcess engine, IReadOnlyList<string> members, string run)
    {
        var lines = members.Select((member, n) =>
            $$"""{"memberId":"{{member}}","transactionId":"{{run}}-{{n}}","type":"flight","amount":1,"currency":"CHF"}""");
        using var content = new StringContent(string.Join('\n', lines), new MediaTypeHeaderValue("application/x-ndjson"));
        using var answer = await engine.Http.PostAsync("/v1/purchases", content);
        return (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Sends purchases while there should be no room for any, each once.</summary>
    /// <returns>Those that were turned away as they should be.</returns>
    private static async Task<IReadOnlyCollection<string>> CrowdInAsync(ChaosRun run, List<string> members, string name)
    {
        var turnedAway = new ConcurrentBag<string>();
        await Task.WhenAll(members.Select(async (member, caller) =>
        {
            for (var n = caller; n < LatePurchases; n += members.Count)
            {
                var transaction = string.Create(CultureInfo.InvariantCulture, $"{name}-{n}");
                using var answer = await run.Engine.Http.PostAsJsonAsync(
                    $"/v1/members/{member}/purchases", new { transactionId = transaction, type = "flight", amount = 1, currency = "CHF" });
                var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
                if (answer.StatusCode == HttpStatusCode.Created)
                    run.Load.Note(member, transaction, 1, said);
                else if (IsBusy(said) && answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    && answer.Headers.RetryAfter is not null && answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
                    turnedAway.Add(transaction);
                else
                    run.Expect(IsUnknown(said), $"503 with Retry-After and a problem document, not {(int)answer.StatusCode} {said}");
            }
        }));
        return turnedAway;
    }

    /// <summary>Keeps what the streams were answered; what they were left in doubt of is sent again until it is answered.</summary>
    /// <returns>What was turned away.</returns>
    private static async Task<IReadOnlyList<string>> SettleAsync(ChaosRun run, List<string> members, string[][] results, int round)
    {
        var (turnedAway, inDoubt, taken) = (new List<string>(), new List<(string Member, string Transaction)>(), 0);
        for (var stream = 0; stream < results.Length; stream++)
        {
            run.Expect(results[stream].Length == LinesOfStream, $"a result for each of {LinesOfStream} lines, not {results[stream].Length}");
            for (var n = 0; n < results[stream].Length; n++)
            {
                var (member, transaction) = (members[(stream * LinesOfStream) + n], $"q{round}-{stream}-{n}");
                var result = JsonDocument.Parse(results[stream][n]).RootElement;
                if (IsBusy(result))
                {
                    turnedAway.Add(transaction);
                    continue;
                }

                taken++;
                if (result.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.Object)
                    run.Load.Note(member, transaction, 1, result);
                else if (IsUnknown(result))
                    inDoubt.Add((member, transaction));
                else
                    run.Expect(false, $"a receipt, or 503, not {result}");
            }
        }

        await Parallel.ForEachAsync(
            inDoubt,
            new ParallelOptions { MaxDegreeOfParallelism = LateCallers },
            async (line, _) => await run.Load.SendAsync(line.Member, line.Transaction, 1));
        run.Expect(turnedAway.Count > 0, "lines that are turned away");
        run.Expect(taken > QueuedWrites - LateCallers, $"the queue's {QueuedWrites} writes answered, not {taken}");
        return turnedAway;
    }

    private static bool IsBusy(JsonElement said) => CodeOf(said) == "engine-busy";

    private static bool IsUnknown(JsonElement said) => CodeOf(said) == "journal-unavailable";

    private static string? CodeOf(JsonElement said) => said.TryGetProperty("code", out var code) ? code.GetString() : null;
}
