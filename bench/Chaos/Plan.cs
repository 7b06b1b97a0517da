using Loyalty.Contracts;

namespace Loyalty.Chaos;

/// <summary>Which scenario runs on which journal.</summary>
internal sealed record Planned(string Name, string Journal, int Rounds, Func<ChaosJournal, int, int, Task<Verdict>> Run)
{
    /// <summary>The database's disks can be filled.</summary>
    public bool OnSmallDisks { get; init; }

    /// <summary>A journal of its own.</summary>
    public Task<ChaosJournal> JournalAsync() =>
        Journal == "sqlite" ? ChaosJournal.SqliteAsync() : OnSmallDisks ? ChaosJournal.PostgresOnSmallDisksAsync() : ChaosJournal.PostgresAsync();

    public static IEnumerable<Planned> All(ChaosOptions options) =>
        options.Journals.SelectMany(journal => Of(journal, options)).Where(planned => planned.Name.Contains(options.Only, StringComparison.Ordinal));

    private static IEnumerable<Planned> Of(string journal, ChaosOptions options)
    {
        yield return new("engine killed", journal, options.Rounds, Scenarios.KilledAsync);
        yield return new("engine stopped under load", journal, options.Rounds, Scenarios.StoppedAsync);
        if (journal == "sqlite")
        {
            yield return new("last write torn", journal, options.Rounds, Scenarios.TornWriteAsync);
            yield return new("disk full", journal, options.Rounds, Scenarios.DiskFullAsync);
            yield return new("second process", journal, options.Rounds, Scenarios.SecondProcessAsync);
        }
        else
        {
            yield return new("database killed", journal, options.Rounds, Scenarios.DatabaseKilledAsync);
            yield return new("connections cut", journal, options.Rounds, Scenarios.ConnectionsCutAsync);
            yield return new("disk full", journal, options.Rounds, Scenarios.DatabaseDiskFullAsync) { OnSmallDisks = true };
            yield return new("two engines", journal, options.Rounds, Scenarios.TwoNodesAsync);
            yield return new("silo killed", journal, options.Rounds, Scenarios.SiloKilledAsync);
            yield return new("silo hangs", journal, options.Rounds, Scenarios.SiloHangsAsync);
            yield return new("silos restarted in turn", journal, options.Rounds, Scenarios.RollingRestartAsync);
            yield return new("database killed under silos", journal, options.Rounds, Scenarios.DatabaseKilledUnderSilosAsync);
            yield return new("journal's queue full", journal, options.Rounds, Scenarios.JournalQueueFullAsync);
        }

        yield return new("slow disk", journal, options.Rounds, Scenarios.SlowDiskAsync);
        yield return new("queue full", journal, options.Rounds, Scenarios.QueueFullAsync);
        yield return new("watchers who never read", journal, Math.Max(1, options.Watchers / 100), Scenarios.SlowWatchersAsync);
        yield return new("clock set back", journal, options.Rounds, Scenarios.ClockSetBackAsync);
    }
}
