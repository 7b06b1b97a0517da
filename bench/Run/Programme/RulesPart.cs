namespace Loyalty.Bench;

/// <summary>
/// What earning rules cost a purchase: the same load under the built-in programme, under the same with no rules in its place for rules, and
/// under the same with fifty. All three stand ready, one at a time is loaded, in an order that turns with each repetition.
/// </summary>
internal static class RulesPart
{
    public const string Name = "rules", BuiltIn = "Built-in programme", None = "no rules", Fifty = "50 rules";

    public static string Variant(Contender contender, int connections) => $"{contender.Title}, {HttpPart.Variant(connections)}";

    public static async Task RunAsync(BenchRun run)
    {
        var none = await ProgrammeFiles.WriteAsync(run.Folder, "none", "");
        var fifty = await ProgrammeFiles.WriteAsync(run.Folder, "fifty", ProgrammeFiles.FiftyRules());
        foreach (var store in Contender.Engines)
        {
            // The hosts of another store would only take memory.
            await run.StopHostsAsync();
            (string Subject, Contender Contender)[] programmes =
            [
                (BuiltIn, store with { Programme = await ProgrammeFiles.WriteAsync(run.Folder, "builtin", earning: null) }),
                (None, store with { Programme = none }),
                (Fifty, store with { Programme = fifty }),
            ];
            foreach (var (_, contender) in programmes)
                await run.HostAsync(contender);
            for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
            {
                foreach (var connections in HttpPart.Connections)
                {
                    for (var place = 0; place < programmes.Length; place++)
                        await MeasureAsync(run, programmes[(place + repetition) % programmes.Length], connections, repetition);
                }
            }
        }

        await run.StopHostsAsync();
    }

    private static async Task MeasureAsync(BenchRun run, (string Subject, Contender Contender) programme, int connections, int repetition)
    {
        var (subject, contender) = programme;
        await run.LeadInAsync(contender, connections);
        var measured = await run.LoadAsync(contender, connections, run.Options.Members);
        var variant = Variant(contender, connections);
        run.Samples.Add(Name, subject, variant, Metrics.PerSecond, repetition, measured.Load.PerSecond);
        run.Samples.Add(Name, subject, variant, Metrics.P99, repetition, measured.Load.P99 / 1e3);
        run.Samples.Add(Name, subject, variant, Metrics.Cpu, repetition, measured.CpuSeconds * 1e6 / measured.Stored);
        run.Say($"{subject}, {variant}: {measured.Load.PerSecond:0}/s, {measured.CpuSeconds * 1e6 / measured.Stored:0} µs CPU");
    }
}
