using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Loyalty.Bench;

/// <summary>
/// Sends purchases at a steady rate, whatever the engine does: a purchase that finds all connections busy waits, and its wait is part
/// of its latency. Times run from when it was due.
/// </summary>
/// <remarks>
/// A thread a connection, in blocking calls: no pool of threads stands between a reply and the clock that stops. Its clock ticks in
/// milliseconds: a purchase is due when the clock has told a thread that waits for it, or at its very time when no thread was free.
/// </remarks>
/// <param name="load">Its number, which begins every transaction id.</param>
/// <param name="count">Purchases to send.</param>
/// <param name="perSecond">How many of them are due in a second; infinite for as many as the connections take.</param>
/// <param name="members">They are of the first so many members.</param>
internal sealed class OpenLoop(Uri address, int load, int count, double perSecond, int members)
{
    /// <summary>One purchase of so many is of a member who watches.</summary>
    public const int Watched = 10;

    /// <summary>Enough not to be what a purchase waits for, as the tills of a programme are: 64 answer within 6 ms, or fall behind.</summary>
    private const int Connections = 256;

    /// <summary>All threads have begun before the first purchase is due.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly long[] _due = new long[count];
    private readonly double[] _replied = new double[count];
    private readonly double[] _received = new double[((count - 1) / Watched) + 1];
    private readonly string _prefix = $"load{load}-";
    private int _last = -1;

    /// <summary>Milliseconds from due to the reply, one a purchase.</summary>
    public IReadOnlyList<double> Replied => _replied;

    /// <summary>Milliseconds from due to the push at the client, one a purchase of a member who watches.</summary>
    public IReadOnlyList<double> Received => _received;

    /// <summary>For the watchers.</summary>
    public void Take(ReadOnlySpan<byte> transactionId)
    {
        if (Utf8Parser.TryParse(transactionId[_prefix.Length..], out int number, out _))
            _received[number / Watched] = Stopwatch.GetElapsedTime(_due[number]).TotalMilliseconds;
    }

    /// <summary>From the first purchase's time to the last reply.</summary>
    public TimeSpan Took { get; private set; }

    /// <exception cref="InvalidRunException">A purchase was not credited.</exception>
    public async Task RunAsync()
    {
        var connections = Enumerable.Range(0, Connections).Select(_ => new BlockingConnection(address)).ToList();
        var started = Stopwatch.GetTimestamp() + (long)(Settling.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(connections.Select(connection =>
            Task.Factory.StartNew(() => Send(connection, started), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Took = Stopwatch.GetElapsedTime(started);
        connections.ForEach(connection => connection.Dispose());
    }

    private void Send(BlockingConnection connection, long started)
    {
        for (int number; (number = Interlocked.Increment(ref _last)) < count;)
        {
            _due[number] = Due(started, number / perSecond);
            if (!connection.IsCreated(Request(number)))
                throw new InvalidRunException($"Purchase {number} of load {load} was not credited.");
            _replied[number] = Stopwatch.GetElapsedTime(_due[number]).TotalMilliseconds;
        }
    }

    private static long Due(long started, double seconds)
    {
        var due = started + (long)(seconds * Stopwatch.Frequency);
        var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (early <= TimeSpan.Zero)
            return due;
        Thread.Sleep((int)Math.Ceiling(early.TotalMilliseconds));
        return Stopwatch.GetTimestamp();
    }

    // Members in a scattered order that visits each of a kind as often as any other.
    private byte[] Request(int number)
    {
        var scattered = number * 7919L;
        var member = number % Watched == 0 ? scattered / Watched % Watchers.Count : Watchers.Count + (scattered % (members - Watchers.Count));
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"transactionId":"{{_prefix}}{{number}}","type":"flight","amount":{{1 + (number % 49)}}.00,"currency":"CHF"}""");
        return Encoding.ASCII.GetBytes(
            $"POST /v1/members/BENCH{member:D7}/purchases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
