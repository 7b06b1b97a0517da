namespace Loyalty.Contracts;

// Three silos over one PostgreSQL, under load from buyers that turn from one to the next.
public static partial class Scenarios
{
    private const int Silos = 3;

    /// <summary>A silo is killed at any moment; the others serve its accounts until it is back.</summary>
    public static Task<Verdict> SiloKilledAsync(ChaosJournal journal, int rounds, int seed) =>
        SiloStruckAsync(journal, rounds, seed, silo => silo.KillAsync(), _ => Task.CompletedTask);

    /// <summary>A silo stands still until the others have taken it for dead; when it goes on, it ends itself.</summary>
    public static Task<Verdict> SiloHangsAsync(ChaosJournal journal, int rounds, int seed) =>
        SiloStruckAsync(journal, rounds, seed, silo => silo.HangAsync(), silo => silo.GoOnUntilItEndsAsync());

    /// <summary>Every silo in turn is stopped in order and started again, as an upgrade does.</summary>
    public static async Task<Verdict> RollingRestartAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartClusterAsync(journal, seed, Silos);
        for (var round = 0; round < rounds; round++)
        {
            for (var struck = 0; struck < Silos; struck++)
            {
                await WatchedAsync(run, $"{round}-{struck}", struck, async () =>
                {
                    run.Expect(await run.Node(struck).StopAsync() == 0, "exit code 0");
                    await ServeAllAsync(run, $"{round}-{struck}", struck);
                }, () => run.Node(struck).StartAgainAsync());
            }
        }

        return await run.ProveAsync();
    }

    /// <summary>PostgreSQL is killed under all silos and started again.</summary>
    public static async Task<Verdict> DatabaseKilledUnderSilosAsync(ChaosJournal journal, int rounds, int seed)
    {
        await using var run = await ChaosRun.StartClusterAsync(journal, seed, Silos);
        for (var round = 0; round < rounds; round++)
        {
            await WatchedAsync(run, $"{round}", struck: null, async () =>
            {
                journal.Server!.Kill();
                await journal.Server.StartAgainAsync();
                await ServeAllAsync(run, $"{round}", struck: null);
            }, () => Task.CompletedTask);
        }

        return await run.ProveAsync();
    }

    private static async Task<Verdict> SiloStruckAsync(
        ChaosJournal journal, int rounds, int seed, Func<EngineProcess, Task> blow, Func<EngineProcess, Task> end)
    {
        await using var run = await ChaosRun.StartClusterAsync(journal, seed, Silos);
        for (var round = 0; round < rounds; round++)
        {
            var struck = run.Number(0, Silos);
            await WatchedAsync(run, $"{round}", struck, async () =>
            {
                await blow(run.Node(struck));
                await ServeAllAsync(run, $"{round}", struck);
            }, async () =>
            {
                await end(run.Node(struck));
                await run.Node(struck).StartAgainAsync();
            });
        }

        return await run.ProveAsync();
    }

    /// <summary>Strikes while members are watched at the silos that stay, and holds what the watchers were told against what the buyers were.</summary>
    /// <param name="struck">The silo whose clients are not asked; null for none.</param>
    private static async Task WatchedAsync(ChaosRun run, string name, int? struck, Func<Task> strike, Func<Task> comeBack)
    {
        var watchers = new List<HubWatcher>();
        for (var silo = 0; silo < Silos; silo++)
        {
            foreach (var member in run.Load.Members.Where((_, number) => silo != struck && number % 2 == 0))
                watchers.Add(await HubWatcher.WatchAsync(run.Node(silo).Address, member));
        }

        await run.Load.MoreAsync(run.Some());
        await run.StrikeAsync(strike);
        await run.Load.MoreAsync(run.Some());
        await comeBack();
        await run.Load.MoreAsync(run.Some());
        await run.Load.StopAsync();
        foreach (var watcher in watchers)
        {
            var last = run.Load.Answers.Values.Where(answer => answer.Member == watcher.Member).Max(answer => answer.Version);
            await Eventually.IsTrue(() => watcher.IsCut || watcher.HasGap || watcher.Version >= last, $"{watcher.Member} is seen at {last}");
            run.Expect(!watcher.IsCut, $"the watcher of {watcher.Member} kept, in {name}");
            run.Expect(!watcher.HasGap, $"{watcher.Member} told without a gap, in {name}");
            watcher.Dispose();
        }

        run.Buy($"after-{name}");
    }

    /// <summary>One purchase for every member through a silo that stays: when all are answered, nobody waits for the one that was struck.</summary>
    private static Task ServeAllAsync(ChaosRun run, string name, int? struck) => Task.WhenAll(run.Load.Members.Select(member =>
        run.Load.SendAsync(member, $"struck-{name}-{member}", 1, firstNode: struck is { } silo ? (silo + 1) % Silos : 0)));
}
