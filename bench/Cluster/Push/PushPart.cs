using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;

namespace Loyalty.Bench.Cluster;

/// <summary>
/// From the moment a purchase is sent to one silo until a client hears of it: one of that silo's hub, and one of another's. A steady and
/// modest load, so that it is the way that is measured and no queue.
/// </summary>
internal sealed class PushPart(Database database, Samples samples, int members, int purchases)
{
    public const string Name = "push", P50 = "p50 ms", P99 = "p99 ms";
    public const string Reply = "sent → reply", Here = "sent → push at a client of the same silo", There = "sent → push at a client of another silo";

    private const int Watched = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, long> _sent = new(StringComparer.Ordinal);

    public async Task RunAsync(int repetition)
    {
        await using var nodes = await Nodes.StartAsync(database, new Contender("3 silos", "silo", 3), members);
        var (here, there, replies) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new List<double>());
        var watchers = new List<Watcher>();
        for (var member = 0; member < Watched; member++)
        {
            watchers.Add(await Watcher.ConnectAsync(nodes[1].Address, SeedMembers.Id(member).Value, id => Note(id, here)));
            watchers.Add(await Watcher.ConnectAsync(nodes[0].Address, SeedMembers.Id(member).Value, id => Note(id, there)));
        }

        // The first ones are the compiler's.
        for (var number = -purchases / 4; number < purchases; number++)
        {
            var id = $"p{repetition}-{number}";
            if (number >= 0)
                _sent[id] = Stopwatch.GetTimestamp();
            var started = Stopwatch.GetTimestamp();
            await nodes[1].BuyAsync(SeedMembers.Id(((number % Watched) + Watched) % Watched).Value, id, 1, HttpStatusCode.Created);
            if (number >= 0)
                replies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Pause);
        }

        await Contracts.Eventually.IsTrue(() => here.Count == purchases && there.Count == purchases, "every push has come");
        if (watchers.Exists(watcher => watcher.OutOfOrder > 0))
            throw new InvalidOperationException("A push was not the next version.");
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
        Add(Reply, replies, repetition);
        Add(Here, here, repetition);
        Add(There, there, repetition);
    }

    private void Note(ReadOnlySpan<byte> transaction, ConcurrentBag<double> times)
    {
        if (_sent.TryGetValue(Encoding.UTF8.GetString(transaction), out var started))
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private void Add(string subject, IEnumerable<double> times, int repetition)
    {
        var sorted = times.Order().ToList();
        samples.Add(Name, subject, "", P50, repetition, sorted[sorted.Count / 2]);
        samples.Add(Name, subject, "", P99, repetition, sorted[sorted.Count * 99 / 100]);
    }
}
