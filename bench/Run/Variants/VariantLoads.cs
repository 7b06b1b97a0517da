namespace Loyalty.Bench;

/// <summary>The same load on the engine under several settings. All stand ready, one at a time is loaded, in an order that turns with each repetition.</summary>
internal static class VariantLoads
{
    /// <summary>The variant of samples: a journal and a width.</summary>
    public static string Of(Contender contender, int connections) => $"{contender.Title}, {HttpPart.Variant(connections)}";

    /// <param name="part">The part that the samples belong to.</param>
    /// <param name="variantsOf">What is compared on a journal.</param>
    public static async Task RunAsync(BenchRun run, string part, Func<Contender, IReadOnlyList<EngineVariant>> variantsOf)
    {
        foreach (var store in run.Options.OwnEngines())
        {
            // The hosts of another store would only take memory.
            await run.StopHostsAsync();
            var variants = variantsOf(store);
            foreach (var variant in variants)
            {
                var host = await run.HostAsync(variant.Contender);
                if (variant.PrepareAsync is { } prepare)
                    await prepare(host);
            }

            for (var repetition = 0; repetition < run.Options.Repetitions; repetition++)
            {
                foreach (var connections in HttpPart.Connections)
                {
                    for (var place = 0; place < variants.Count; place++)
                        await MeasureAsync(run, part, variants[(place + repetition) % variants.Count], connections, repetition);
                }
            }
        }

        await run.StopHostsAsync();
    }

    private static async Task MeasureAsync(BenchRun run, string part, EngineVariant variant, int connections, int repetition)
    {
        var (subject, contender) = (variant.Subject, variant.Contender);
        await run.LeadInAsync(contender, connections);
        var measured = await run.LoadAsync(contender, connections, run.Options.Members);
        var (where, cpu) = (Of(contender, connections), measured.CpuSeconds * 1e6 / measured.Stored);
        run.Samples.Add(part, subject, where, Metrics.PerSecond, repetition, measured.Load.PerSecond);
        run.Samples.Add(part, subject, where, Metrics.P99, repetition, measured.Load.P99 / 1e3);
        run.Samples.Add(part, subject, where, Metrics.Cpu, repetition, cpu);
        run.Samples.Add(part, subject, where, Metrics.Resident, repetition, CpuClock.ResidentBytes((await run.HostAsync(contender)).Id) / 1e6);
        run.Say($"{subject}, {where}: {measured.Load.PerSecond:0}/s, {cpu:0} µs CPU");
    }
}
