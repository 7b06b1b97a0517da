namespace Loyalty.Api.Tests;

/// <summary>
/// Nothing answered is lost or doubled, whatever happens, on the journal that a subclass names. Short; bench/chaos runs the same
/// scenarios for as long as one likes.
/// </summary>
public abstract class ChaosContract
{
    private protected const int Seed = 20_261_121;

    private protected abstract Task<ChaosJournal> JournalAsync();

    [ContractFact]
    public Task Killed_at_any_moment() => HoldsAsync(Scenarios.KilledAsync, rounds: 2);

    [ContractFact]
    public Task Stopped_under_load() => HoldsAsync(Scenarios.StoppedAsync);

    [ContractFact]
    public Task Started_again_with_the_clock_set_back() => HoldsAsync(Scenarios.ClockSetBackAsync);

    [ContractFact]
    public Task More_callers_than_may_wait() => HoldsAsync(Scenarios.QueueFullAsync);

    [ContractFact]
    public Task Watchers_who_never_read() => HoldsAsync(Scenarios.SlowWatchersAsync, rounds: 2);

    private protected async Task HoldsAsync(Func<ChaosJournal, int, int, Task<Verdict>> scenario, int rounds = 1) =>
        await HoldsAsync(await JournalAsync(), scenario, rounds);

    private protected static async Task HoldsAsync(ChaosJournal on, Func<ChaosJournal, int, int, Task<Verdict>> scenario, int rounds)
    {
        await using var journal = on;
        var verdict = await scenario(journal, rounds, Seed);
        Assert.True(verdict.IsClean, $"{verdict} {string.Join("; ", verdict.Missing)}");
        Assert.True(verdict.Answered > 50, $"{verdict}");
    }
}

public sealed class SqliteChaosTests : ChaosContract
{
    private protected override Task<ChaosJournal> JournalAsync() => ChaosJournal.SqliteAsync();

    [Fact]
    public Task The_last_write_torn() => HoldsAsync(Scenarios.TornWriteAsync, rounds: 2);

    [Fact]
    public Task The_disk_full_and_with_room_again() => HoldsAsync(Scenarios.DiskFullAsync);

    [Fact]
    public Task A_second_process_on_the_file() => HoldsAsync(Scenarios.SecondProcessAsync);

    [ToolFact("strace")]
    public Task A_disk_that_flushes_slowly() => HoldsAsync(Scenarios.SlowDiskAsync, rounds: 3);
}

[RunsOnPostgres]
public sealed class PostgresChaosTests : ChaosContract
{
    private protected override Task<ChaosJournal> JournalAsync() => ChaosJournal.PostgresAsync();

    [PostgresFact]
    public Task The_database_killed() => HoldsAsync(Scenarios.DatabaseKilledAsync);

    [PostgresFact]
    public Task All_connections_cut() => HoldsAsync(Scenarios.ConnectionsCutAsync);

    [PostgresFact]
    public Task Two_engines_on_one_database() => HoldsAsync(Scenarios.TwoNodesAsync);

    [PostgresFact]
    public async Task The_database_s_disks_full_and_with_room_again() =>
        await HoldsAsync(await ChaosJournal.PostgresOnSmallDisksAsync(), Scenarios.DatabaseDiskFullAsync, rounds: 2);

    [PostgresFact]
    public Task More_writes_than_the_journal_lets_wait() => HoldsAsync(Scenarios.JournalQueueFullAsync);

    [PostgresFact]
    public Task A_disk_that_flushes_slowly() => HoldsAsync(Scenarios.SlowDiskAsync, rounds: 3);
}
