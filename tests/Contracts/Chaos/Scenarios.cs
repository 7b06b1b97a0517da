namespace Loyalty.Contracts;

/// <summary>What may befall an engine. Each is run short by the suite and long by bench/chaos, with the same proof at the end.</summary>
public static partial class Scenarios
{
    /// <summary>The engine is killed at any moment and started again.</summary>
    public static async Task<Verdict> KilledAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            await run.StrikeAsync(async () =>
            {
                await run.Engine.KillAsync();
                await run.Engine.StartAgainAsync();
            });
        }

        return await run.ProveAsync();
    }

    /// <summary>The engine is stopped in order, under load.</summary>
    public static async Task<Verdict> StoppedAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            await run.StrikeAsync(run.RestartAsync);
        }

        return await run.ProveAsync();
    }

    /// <summary>PostgreSQL is killed and started again while the engine runs on.</summary>
    public static async Task<Verdict> DatabaseKilledAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            await run.StrikeAsync(async () =>
            {
                journal.Server!.Kill();
                await journal.Server.StartAgainAsync();
            });
        }

        return await run.ProveAsync();
    }

    /// <summary>Every connection to PostgreSQL is cut, again and again.</summary>
    public static async Task<Verdict> ConnectionsCutAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds * 4; round++)
        {
            await run.Load.MoreAsync(run.Number(5, 100));
            await run.StrikeAsync(journal.CutAsync);
        }

        return await run.ProveAsync();
    }

    /// <summary>Two engines write the same members of one database; one of them is killed now and then.</summary>
    public static async Task<Verdict> TwoNodesAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed, nodes: 2);
        for (var round = 0; round < rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            await run.Node(1).KillAsync();
            await run.Load.MoreAsync(run.Some());
            await run.Node(1).StartAgainAsync();
        }

        await run.Load.StopAsync();
        // The members that the other node wrote last: one purchase through this one, and it is at the ledger's end too.
        foreach (var member in run.Load.Members)
        {
            await run.Load.SendAsync(member, $"last-0-{member}", 1);
            await run.Load.SendAsync(member, $"last-1-{member}", 1, firstNode: 1);
            await run.Load.SendAsync(member, $"last-2-{member}", 1);
        }

        return await run.ProveAsync();
    }

    /// <summary>A second engine wants the file of the first: it refuses, and the first serves on.</summary>
    public static async Task<Verdict> SecondProcessAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartAsync(journal, seed);
        for (var round = 0; round < rounds; round++)
        {
            var (exit, output) = await EngineProcess.RunToEndAsync(run.Engine.Folder, journal.Arguments);
            run.Expect(exit == 1 && output.Contains("another process has it open", StringComparison.Ordinal), "a refusal that says why");
            await run.Load.MoreAsync(run.Some());
        }

        return await run.ProveAsync();
    }

    /// <summary>The engine comes back with its clock weeks before its last change.</summary>
    public static async Task<Verdict> ClockSetBackAsync(ChaosJournal journal, int rounds, int seed)
    {
        var day = new DateTime(2026, 6, 15, 10, 0, 0, DateTimeKind.Utc);
        string[] At(int back) => [.. journal.Arguments, $"--Loyalty:TestClock={day.AddDays(-back):yyyy-MM-ddTHH:mm:ssZ}"];
        await using var run = await ChaosRun.StartAsync(journal, seed, more: At(0)[^1..]);
        for (var round = 1; round <= rounds; round++)
        {
            await run.Load.MoreAsync(run.Some());
            run.Engine.Arguments = At(17 * round);
            await run.StrikeAsync(run.RestartAsync);
        }

        return await run.ProveAsync();
    }
}
