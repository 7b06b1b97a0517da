namespace Loyalty.Silo.Tests;

/// <summary>What bench/chaos does to three silos for as long as one likes, one round of it. Kills and restarts in turn are in SiloProcessTests.</summary>
public class ClusterChaosTests
{
    static ClusterChaosTests() => EngineProcess.Program = Path.Combine(AppContext.BaseDirectory, "Loyalty.Silo.dll");

    [PostgresFact]
    public Task A_silo_that_hangs_is_taken_for_dead_and_ends_itself() => RunAsync(Scenarios.SiloHangsAsync);

    [PostgresFact]
    public Task Silos_outlive_their_database() => RunAsync(Scenarios.DatabaseKilledUnderSilosAsync);

    private static async Task RunAsync(Func<ChaosJournal, int, int, Task<Verdict>> scenario)
    {
        await using var journal = await ChaosJournal.PostgresAsync();
        var verdict = await scenario(journal, 1, 5);
        Assert.True(verdict.IsClean, $"{verdict} {string.Join("; ", verdict.Missing)}");
    }
}
