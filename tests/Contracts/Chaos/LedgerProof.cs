using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>Holds what callers were answered against the ledger, as anybody can read it from outside.</summary>
public static class LedgerProof
{
    /// <summary>Reads all events, every member's status and the whole audit of an engine.</summary>
    public static async Task<Verdict> OfAsync(EngineProcess engine, PurchaseLoad load)
    {
        var (purchases, versions, sums) = (new Dictionary<string, List<Entry>>(), new Dictionary<string, long>(), new Dictionary<string, decimal>());
        long gaps = 0, events = 0, last = 0;
        await foreach (var change in EventsAsync(engine))
        {
            var (member, version) = (change.GetProperty("memberId").GetString()!, change.GetProperty("version").GetInt64());
            var sequence = change.GetProperty("sequence").GetInt64();
            gaps += version == versions.GetValueOrDefault(member) + 1 && sequence > last ? 0 : 1;
            (versions[member], last) = (version, sequence);
            events++;
            if (!change.TryGetProperty("transaction", out var bought))
                continue;
            var sum = sums[member] = sums.GetValueOrDefault(member) + bought.GetProperty("countedAmount").GetDecimal();
            var transaction = bought.GetProperty("transactionId").GetString()!;
            if (!purchases.TryGetValue(transaction, out var entries))
                purchases.Add(transaction, entries = []);
            entries.Add(new Entry(member, version, bought.GetProperty("amount").GetDecimal(), sum));
        }

        long lost = 0, wrong = 0;
        foreach (var (transaction, answer) in load.Answers)
        {
            var found = purchases.GetValueOrDefault(transaction)?[0];
            if (found is not { } entry || (entry.Member, entry.Version, entry.Amount) != (answer.Member, answer.Version, answer.Amount))
                lost++;
            else if (entry.Sum != answer.Lifetime)
                wrong++;
        }

        foreach (var member in load.Members)
        {
            var told = await StatusAsync(engine, member);
            wrong += told == (versions.GetValueOrDefault(member), sums.GetValueOrDefault(member)) ? 0 : 1;
        }

        var (audited, accounts, differences) = await AuditAsync(engine);
        return new Verdict(
            load.Answers.Count,
            purchases.Values.Count(entries => entries.Count > 1),
            lost,
            gaps,
            wrong,
            differences + Math.Abs(audited - events) + Math.Abs(accounts - versions.Count),
            load.Faults.Count);
    }

    private static async Task<(long Version, decimal Lifetime)?> StatusAsync(EngineProcess engine, string member)
    {
        using var answer = await engine.Http.GetAsync($"/v1/members/{member}/status");
        if (!answer.IsSuccessStatusCode)
            return null;
        var status = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (status.GetProperty("version").GetInt64(), status.GetProperty("spend").GetProperty("lifetime").GetDecimal());
    }

    /// <summary>The whole audit of an engine.</summary>
    public static async Task<(long Events, long Accounts, long Differences)> AuditAsync(EngineProcess engine)
    {
        long events = 0, accounts = 0, differences = 0;
        string? next = "";
        while (next is not null)
        {
            var page = await engine.GetAsync($"/v1/audit?limit=1000{(next.Length == 0 ? "" : "&cursor=" + next)}");
            events += page.GetProperty("events").GetInt64();
            accounts += page.GetProperty("accounts").GetInt64();
            differences += page.GetProperty("differences").GetArrayLength();
            next = page.GetProperty("next").GetString();
        }

        return (events, accounts, differences);
    }

    /// <summary>All changes in the order of the ledger.</summary>
    public static async IAsyncEnumerable<JsonElement> EventsAsync(EngineProcess engine)
    {
        long after = 0;
        while (true)
        {
            var page = await engine.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/v1/events?after={after}&limit=1000"));
            foreach (var change in page.GetProperty("items").EnumerateArray())
            {
                after = change.GetProperty("sequence").GetInt64();
                yield return change;
            }

            if (page.GetProperty("next").ValueKind == JsonValueKind.Null)
                yield break;
        }
    }

    private readonly record struct Entry(string Member, long Version, decimal Amount, decimal Sum);
}
