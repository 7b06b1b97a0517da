namespace Loyalty.Contracts;

// Three silos over one PostgreSQL, under load from buyers that turn from one to the next.
public static partial class Scenarios
{
    private const int Silos = 3;

    /// <summary>A silo is killed at any moment; the others serve its accounts until it is back.</summary>
    public static Task<Verdict> SiloKilledAsync(ChaosJournal journal, int rounds, int seed) => SilosAsync(journal, rounds, seed, async (run, name) =>
    {
        var struck = run.Number(0, Silos);
        await WatchedAsync(run, name, struck, run.Node(struck).KillAsync, () => ComeBackAsync(run, struck));
    });

    /// <summary>A silo stands still until the others have taken it for dead; when it goes on, it ends itself.</summary>
    public static Task<Verdict> SiloHangsAsync(ChaosJournal journal, int rounds, int seed) => SilosAsync(journal, rounds, seed, async (run, name) =>
    {
        var struck = run.Number(0, Silos);
        await WatchedAsync(run, name, struck, run.Node(struck).HangAsync, async () =>
        {
            // Buyers that have turned to it wait there until it has ended.
            await run.Node(struck).GoOnUntilItEndsAsync();
            await ComeBackAsync(run, struck);
        });
    });

    /// <summary>Every silo in turn is stopped in order and started again, as an upgrade does.</summary>
    public static Task<Verdict> RollingRestartAsync(ChaosJournal journal, int rounds, int seed) => SilosAsync(journal, rounds, seed, async (run, name) =>
    {
        for (var silo = 0; silo < Silos; silo++)
        {
            var struck = silo;
            await WatchedAsync(
                run,
                $"{name}-{struck}",
                struck,
                async () => run.Expect(await run.Node(struck).StopAsync() == 0, "exit code 0"),
                () => ComeBackAsync(run, struck));
        }
    });

    /// <summary>PostgreSQL is killed under all silos and started again.</summary>
    public static Task<Verdict> DatabaseKilledUnderSilosAsync(ChaosJournal journal, int rounds, int seed) => SilosAsync(journal, rounds, seed, (run, name) =>
        WatchedAsync(run, name, struck: null, async () =>
        {
            journal.Server!.Kill();
            await journal.Server.StartAgainAsync();
        }, () => Task.CompletedTask));

    private static async Task<Verdict> SilosAsync(ChaosJournal journal, int rounds, int seed, Func<ChaosRun, string, Task> roundOf)
    {
        await using var run = await ChaosRun.StartClusterAsync(journal, seed, Silos);
        for (var round = 0; round < rounds; round++)
            await roundOf(run, $"round{round}");
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
        // Nobody waits for the silo that was struck once a purchase of every member is answered, through one that stays.
        await run.StrikeAsync(strike, () => Task.WhenAll(run.Load.Members.Select(member =>
            run.Load.SendAsync(member, $"{name}-{member}", 1, firstNode: struck is { } silo ? (silo + 1) % Silos : 0))));
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

    private static async Task ComeBackAsync(ChaosRun run, int struck)
    {
        await run.Load.MoreAsync(run.Some());
        await run.Node(struck).StartAgainAsync();
    }
}
