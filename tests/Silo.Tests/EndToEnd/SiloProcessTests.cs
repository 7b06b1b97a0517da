namespace Loyalty.Silo.Tests;

/// <summary>What may befall a cluster, on real processes.</summary>
public class SiloProcessTests
{
    private const string One = "one", Two = "two";

    [PostgresFact]
    public async Task A_silo_killed_under_load_loses_and_doubles_nothing_and_watchers_elsewhere_miss_nothing()
    {
        await using var silos = await SiloProcesses.StartAsync(seed: 1, One, One, One);
        var watchers = await silos.WatchAsync(0, 1);
        await silos.Load.MoreAsync(200);

        await silos[2].KillAsync();
        await silos.Load.MoreAsync(200);
        await silos[2].StartAgainAsync();
        await silos.Load.MoreAsync(200);

        await silos.ProveAsync();
        await silos.CaughtUpAsync(watchers);
        watchers.ForEach(watcher => watcher.Dispose());
    }

    /// <summary>It no longer answers for seconds before it is taken for dead, and what it took with it is not forgotten meanwhile.</summary>
    [PostgresFact]
    public async Task A_display_asks_anew_when_a_silo_was_killed()
    {
        await using var silos = await SiloProcesses.StartAsync(seed: 4, One, One, One);
        await silos.Load.StopAsync();
        // Silos that have just found each other have their displays ask anew as well.
        await Task.Delay(TimeSpan.FromSeconds(5));
        await using var display = await HubClient.ConnectAsync(silos[0].Address);
        await display.InvokeAsync("WatchDisplay", "ZRH", "A1");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await display.InvokeAsync("WatchDisplay", "ZRH", "A1");

        await silos[2].KillAsync();
        await display.HasBeenAsync("closed");
    }

    [PostgresFact]
    public async Task A_rolling_restart_goes_by_unnoticed_but_for_the_silo_that_is_down()
    {
        await using var silos = await SiloProcesses.StartAsync(seed: 2, One, One, One);
        foreach (var silo in silos.Silos)
        {
            var watchers = await silos.WatchAsync([.. Enumerable.Range(0, 3).Where(number => silos[number] != silo)]);
            Assert.Equal(0, await silo.StopAsync());
            await silos.Load.MoreAsync(100);
            await silo.StartAgainAsync();
            await silos.Load.MoreAsync(100);
            await silos.Load.StopAsync();
            await silos.CaughtUpAsync(watchers);
            watchers.ForEach(watcher => watcher.Dispose());
            silos.Load.Start(12, $"r{silo.ProcessId}");
        }

        await silos.ProveAsync();
    }

    [PostgresFact]
    public async Task Two_activations_of_every_account_are_told_apart_by_the_expected_version()
    {
        // Silos of two clusters do not see each other, as those of one would not that a network has torn apart for good: each has its
        // own activation of every account, and buyers turn from one to the other.
        await using var silos = await SiloProcesses.StartAsync(seed: 3, One, Two);
        await silos.Load.MoreAsync(600);
        await silos.Load.StopAsync();
        // For what is read there is nothing to tell them that they are two; with its next write each learns of the other's.
        foreach (var member in silos.Load.Members)
            await silos.Load.SendAsync(member, $"last-{member}", 1);

        await silos.ProveAsync(through: 0);
        var (first, second) = (await ConflictsAsync(silos[0]), await ConflictsAsync(silos[1]));
        Assert.True(first > 0 && second > 0, $"There were {first} and {second} conflicts: the two were never both at one account.");
    }

    private static async Task<long> ConflictsAsync(EngineProcess silo)
    {
        var metrics = await silo.Http.GetStringAsync("/metrics");
        return metrics.Split('\n').Where(line => line.StartsWith("loyalty_journal_appends", StringComparison.Ordinal) && line.Contains("version-conflict", StringComparison.Ordinal))
            .Sum(line => (long)double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
