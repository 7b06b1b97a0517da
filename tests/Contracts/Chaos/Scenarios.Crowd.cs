using System.Globalization;

namespace Loyalty.Contracts;

// Too many at once.
public static partial class Scenarios
{
    /// <summary>What the engine may take more of while it turns callers away.</summary>
    private const long MostGrowthKiB = 400 * 1024;

    /// <summary>More buyers of one member than may wait: the surplus is told to come again, and does.</summary>
    public static async Task<Verdict> QueueFullAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        var before = ResidentKiB(run.Engine);
        for (var round = 0; round < rounds; round++)
        {
            var refused = run.Load.Refused;
            await Task.WhenAll(Enumerable.Range(0, 3_000).Select(n => run.Load.SendAsync(run.Load.Members[0], $"crowd-{round}-{n}", 1)));
            run.Expect(run.Load.Refused > refused, "callers that are turned away");
        }

        run.Expect(ResidentKiB(run.Engine) - before < MostGrowthKiB, $"at most {MostGrowthKiB} KiB more memory");
        return await run.ProveAsync();
    }

    private static long ResidentKiB(EngineProcess engine) => long.Parse(
        File.ReadLines($"/proc/{engine.ProcessId}/status").First(line => line.StartsWith("VmRSS", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
