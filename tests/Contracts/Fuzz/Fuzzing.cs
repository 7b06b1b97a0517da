namespace Loyalty.Contracts;

/// <summary>Sends what nobody should to a real engine. Each run is short in the suite and long in <c>bench/fuzz</c>, with the same proof.</summary>
public static class Fuzzing
{
    private const string Then = "--Loyalty:TestClock=2026-11-21T10:00:00Z";

    /// <summary>The parsers.</summary>
    public static IReadOnlyList<string> Parsers { get; } = ["json", "lines", "csv", "address", "hub"];

    /// <summary>Sends inputs to one parser.</summary>
    /// <param name="seed">What the inputs follow from.</param>
    /// <param name="first">Number of the first input; 0 to begin with.</param>
    /// <param name="goesOn">Asked before each, with how many there were.</param>
    /// <param name="arguments">Settings of the engine.</param>
    public static async Task<FuzzVerdict> RunAsync(string parser, int seed, long first, Func<long, bool> goesOn, params string[] arguments)
    {
        await using var engine = await EngineProcess.StartAsync([Then, .. arguments]);
        for (var member = 0; member < 4; member++)
        {
            await engine.EnrolAsync($"FUZZ{member}");
            await engine.BuyAsync($"FUZZ{member}", member == 0 ? "s-1" : $"s-{member}0", 2000);
        }

        var verdict = new FuzzVerdict(parser, seed);
        await SendAsync(engine, verdict, first, goesOn);
        await ProveAsync(engine, verdict);
        return verdict;
    }

    private static async Task SendAsync(EngineProcess engine, FuzzVerdict verdict, long first, Func<long, bool> goesOn)
    {
        if (verdict.Parser == "hub")
        {
            var hub = new HubFuzz(engine, verdict);
            for (var number = first; goesOn(verdict.Inputs); number++)
                await hub.RunAsync(number);
            return;
        }

        using var http = new HttpFuzz(engine, verdict, verdict.Parser switch
        {
            "json" => FuzzInputs.Body,
            "lines" => FuzzInputs.Lines,
            "csv" => FuzzInputs.Csv,
            _ => FuzzInputs.Address,
        });
        await http.BeginAsync();
        for (var number = first; goesOn(verdict.Inputs); number++)
            await http.RunAsync(number);
    }

    // Whatever was taken: the accounts are what the ledger gives, the engine serves on, and nobody has to be woken.
    private static async Task ProveAsync(EngineProcess engine, FuzzVerdict verdict)
    {
        var (_, _, differences) = await LedgerProof.AuditAsync(engine);
        if (differences > 0)
            verdict.Violated(verdict.Inputs, $"{differences} differences in the audit");
        await engine.EnrolAsync("LATECOMER");
        await engine.BuyAsync("LATECOMER", "s-last", 1);
        var log = engine.Output.Split('\n');
        for (var i = 0; i < log.Length; i++)
        {
            if (log[i].StartsWith("fail:", StringComparison.Ordinal) || log[i].StartsWith("crit:", StringComparison.Ordinal) || log[i].Contains("Unhandled"))
                verdict.Violated(verdict.Inputs, $"the log has {string.Join(' ', log.Skip(i).Take(4))}");
        }
    }
}
