using System.Diagnostics;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>
/// Sends inputs one by one and holds each to what the API promises: an answer soon, never a 500, a problem document for what is refused,
/// nothing changed by it, and for what is taken as many changes of the ledger as the answer says.
/// </summary>
internal sealed class HttpFuzz(EngineProcess engine, FuzzVerdict verdict, Func<Random, long, FuzzInput> make) : IDisposable
{
    private readonly RawHttp _http = new(engine.Address);
    private readonly FuzzLedger _ledger = new(engine);

    public void Dispose() => _http.Dispose();

    /// <summary>Takes in what is there already.</summary>
    public Task BeginAsync() => _ledger.NewAsync();

    public async Task RunAsync(long number)
    {
        var input = make(verdict.ChancesOf(number), number);
        verdict.Inputs++;
        var began = Stopwatch.GetTimestamp();
        try
        {
            var (status, head, body) = await _http.SendAsync(input.Bytes, input.Method != "HEAD");
            var took = Stopwatch.GetElapsedTime(began);
            verdict.Slowest = took > verdict.Slowest ? took : verdict.Slowest;
            if (Fault(input, status, head, body) is { } fault)
                verdict.Violated(number, $"{fault} {status} {input} -> {body[..Math.Min(body.Length, 300)]}");
            await CompareAsync(number, input, status, body);
        }
        catch (TimeoutException)
        {
            verdict.Violated(number, $"no answer within {RawHttp.Patience} {input}");
        }
    }

    private static string? Fault(FuzzInput input, int status, string head, string body)
    {
        if (status is 0 or >= 500 and not 505)
            return "no answer, or a fault of the host:";
        // The server's own, which have neither body nor problem.
        if (status < 400 || body.Length == 0)
            return status >= 400 && input.Method != "HEAD" && !head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase) ? "an error without a problem:" : null;
        return head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase) || input.Target.StartsWith("/hubs/", StringComparison.OrdinalIgnoreCase) ? null : "an error that is no problem document:";
    }

    private async Task CompareAsync(long number, FuzzInput input, int status, string body)
    {
        var (changes, purchases) = await _ledger.NewAsync();
        verdict.Changes += changes;
        if (status is 0 or >= 400)
        {
            if (body.Length == 0)
                verdict.HungUp++;
            if (changes > 0)
                verdict.Violated(number, $"refused with {status}, and {changes} changes {input}");
            return;
        }

        verdict.Taken++;
        var (expected, found) = (input.ContentType, input.Target, status) switch
        {
            ("application/x-ndjson", "/v1/purchases", _) => (Credited(body), purchases),
            ("text/csv", "/v1/imports", _) => (JsonDocument.Parse(body).RootElement.GetProperty("accepted").GetInt32(), purchases),
            (_, "/v1/checkins" or "/v1/disruptions", 201) => (0, changes),
            (_, _, 201) => (1, changes),
            // An erasure of one who is there is a change, of one who is gone it is none.
            _ when input.Method == "DELETE" => (changes, changes),
            _ => (0, changes),
        };
        if (expected != found)
            verdict.Violated(number, $"answered as {expected} changes, and there are {found} {input} -> {body[..Math.Min(body.Length, 300)]}");
    }

    private static int Credited(string body) => body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Count(line => line.TryGetProperty("repeated", out var repeated) && !repeated.GetBoolean());
}
