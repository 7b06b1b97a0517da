using System.Diagnostics;
using System.Net.Http.Json;
using Loyalty.Contracts;

namespace Loyalty.Bench.Cluster;

/// <summary>
/// One silo of three goes while callers of the other two buy for all members, a third of whom live in it: how long the slowest call took, and
/// that none was refused. "Served again" is when the last call that was under way or came in the pause has its answer.
/// </summary>
internal sealed class FailurePart(Database database, Samples samples, int members)
{
    public const string Name = "failure", Slowest = "slowest call, s", Refused = "calls turned away";
    public const string Killed = "killed (SIGKILL)", Hangs = "hangs (SIGSTOP)", Stopped = "stopped in order (SIGTERM)";

    private const int Buyers = 32;

    /// <summary>How long callers go on after the blow.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(14);

    public async Task RunAsync(int repetition)
    {
        await MeasureAsync(Killed, node => node.KillAsync(), repetition);
        await MeasureAsync(Stopped, node => node.StopAsync(), repetition);
        await MeasureAsync(Hangs, node => node.HangAsync(), repetition);
    }

    private async Task MeasureAsync(string what, Func<EngineProcess, Task> blow, int repetition)
    {
        await using var nodes = await Nodes.StartAsync(database, new Contender("3 silos", "silo", 3), members);
        using var stop = new CancellationTokenSource();
        var (slowest, refused, gate) = (TimeSpan.Zero, 0, new Lock());
        var buyers = Enumerable.Range(0, Buyers).Select(buyer => Task.Run(async () =>
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var member = SeedMembers.Id(((number * Buyers) + buyer) % members).Value;
                var started = Stopwatch.GetTimestamp();
                using var answer = await nodes[buyer % 2].Http.PostAsJsonAsync(
                    $"/v1/members/{member}/purchases", new { transactionId = $"f-{buyer}-{number}", type = "flight", amount = 1, currency = "CHF" });
                var took = Stopwatch.GetElapsedTime(started);
                lock (gate)
                {
                    slowest = took > slowest ? took : slowest;
                    refused += answer.IsSuccessStatusCode ? 0 : 1;
                }

                await Task.Delay(2);
            }
        })).ToList();
        await Task.Delay(TimeSpan.FromSeconds(3));
        lock (gate)
            slowest = TimeSpan.Zero;
        var struck = blow(nodes[2]);
        await Task.Delay(After);
        await stop.CancelAsync();
        await Task.WhenAll(buyers);
        if (what != Hangs)
            await struck;
        samples.Add(Name, what, "", Slowest, repetition, slowest.TotalSeconds);
        samples.Add(Name, what, "", Refused, repetition, refused);
        Console.WriteLine($"{what}: slowest call {slowest.TotalSeconds:0.00} s, {refused} turned away");
    }
}
