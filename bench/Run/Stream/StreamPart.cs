using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Loyalty.Bench;

/// <summary>
/// Rows a second through <c>POST /v1/purchases</c> and <c>POST /v1/imports</c>, each a single caller, against purchases one by one
/// over 256 connections.
/// </summary>
internal static class StreamPart
{
    public const string Name = "stream", OneByOne = "One by one, 256 connections", Stream = "NDJSON stream", Import = "CSV import";

    private const int Connections = 256;

    public static async Task RunAsync(BenchRun run)
    {
        foreach (var contender in Contender.Engines)
            await run.HostAsync(contender);
        for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
        {
            foreach (var contender in repetition % 2 == 0 ? Contender.Engines : Contender.Engines.Reverse())
            {
                await run.LeadInAsync(contender, Connections);
                var measured = await run.LoadAsync(contender, Connections, run.Options.Members);
                Add(run, contender, OneByOne, repetition, measured.Load.PerSecond);
                Add(run, contender, Stream, repetition, await RowsAsync(run, contender, Purchases, SendStreamAsync));
                Add(run, contender, Import, repetition, await RowsAsync(run, contender, History, SendImportAsync));
            }
        }
    }

    private static void Add(BenchRun run, Contender contender, string subject, int repetition, double perSecond)
    {
        run.Samples.Add(Name, subject, contender.Title, Metrics.RowsPerSecond, repetition, perSecond);
        run.Say($"{contender.Title}, {subject}: {perSecond:0} rows/s");
    }

    private static async Task<double> RowsAsync(
        BenchRun run, Contender contender, Func<int, int, int, byte[]> make, Func<HostProcess, byte[], Task<long>> send)
    {
        var rows = run.Options.Quick ? 20_000 : 200_000;
        var host = await run.HostAsync(contender);
        var body = make(run.NextLoad(), rows, run.Options.Members);
        await run.LeadInAsync(contender, Connections);
        var before = (await host.StoredAsync(after: null)).Last;
        var started = TimeProvider.System.GetTimestamp();
        var answered = await send(host, body);
        var took = TimeProvider.System.GetElapsedTime(started);
        var stored = await host.StoredAsync(before);
        if (answered != rows || stored.Purchases != rows || stored.Transactions != rows)
            throw new InvalidRunException($"{contender.Title}: {rows} rows sent, {answered} answered, but stored are {stored}.");
        return rows / took.TotalSeconds;
    }

    // Purchases of today by members who are there, as one by one.
    private static byte[] Purchases(int load, int rows, int members)
    {
        var (text, chance) = (new StringBuilder(), new Random(load));
        for (var row = 0; row < rows; row++)
        {
            text.Append($$"""{"memberId":"BENCH{{chance.Next(members):D7}}","transactionId":"load{{load}}-{{row}}","type":"flight","amount":{{chance.Next(1, 50)}}.{{chance.Next(100):D2}},"currency":"CHF"}""");
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Ten purchases of the past year by members who are not there yet, all mixed, in order of date.
    private static byte[] History(int load, int rows, int members)
    {
        const int Each = 10;
        var (text, chance) = (new StringBuilder("memberId,transactionId,type,amount,currency,date\n"), new Random(load));
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var row = 0; row < rows; row++)
        {
            var (member, day) = (row % (rows / Each), today.AddDays(-350 + (row / (rows / Each) * 34)));
            text.Append($"IMP{load:D4}{member:D7},load{load}-{row},flight,{chance.Next(1, 50)}.{chance.Next(100):D2},CHF,{day:yyyy-MM-dd}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static async Task<long> SendStreamAsync(HostProcess host, byte[] body)
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        var head = $"POST /v1/purchases HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n";
        return await connection.StreamAsync(Encoding.ASCII.GetBytes(head), body);
    }

    private static async Task<long> SendImportAsync(HostProcess host, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var answer = await host.Http.PostAsync("/v1/imports", content);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accepted").GetInt64();
    }
}
