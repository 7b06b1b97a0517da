using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Loyalty.Bench;

/// <summary>
/// Sends purchases at a steady rate, whatever the engine does: a purchase that finds all connections busy waits, and its wait is part
/// of its latency. Times run from when it was due.
/// </summary>
internal sealed class OpenLoop(Uri address, int load, double perSecond, int seconds, int members)
{
    private const int Connections = 64;

    private readonly long[] _due = new long[(int)(perSecond * seconds)];
    private readonly double[] _replied = new double[(int)(perSecond * seconds)];
    private readonly double[] _received = new double[(int)(perSecond * seconds)];
    private readonly string _prefix = $"load{load}-";

    /// <summary>Milliseconds from due to the reply, one a purchase.</summary>
    public IReadOnlyList<double> Replied => _replied;

    /// <summary>Milliseconds from due to the push at the client, one a purchase.</summary>
    public IReadOnlyList<double> Received => _received;

    /// <summary>For the watchers.</summary>
    public void Take(ReadOnlySpan<byte> transactionId)
    {
        if (Utf8Parser.TryParse(transactionId[_prefix.Length..], out int number, out _))
            _received[number] = Stopwatch.GetElapsedTime(_due[number]).TotalMilliseconds;
    }

    /// <exception cref="InvalidRunException">A purchase was not credited.</exception>
    public async Task RunAsync()
    {
        var requests = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleWriter = true });
        var senders = Enumerable.Range(0, Connections).Select(_ => SendAsync(requests.Reader)).ToList();
        var clock = new Thread(() => Release(requests.Writer));
        clock.Start();
        await Task.WhenAll(senders);
        clock.Join();
    }

    private void Release(ChannelWriter<int> requests)
    {
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < _due.Length;)
        {
            var due = Math.Min(_due.Length, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond));
            for (; number < due; number++)
            {
                _due[number] = Stopwatch.GetTimestamp();
                requests.TryWrite(number);
            }

            Thread.Sleep(1);
        }

        requests.Complete();
    }

    private async Task SendAsync(ChannelReader<int> requests)
    {
        using var connection = await RawConnection.OpenAsync(address);
        await foreach (var number in requests.ReadAllAsync())
        {
            if (!await connection.IsCreatedAsync(Request(number)))
                throw new InvalidRunException($"Purchase {number} of load {load} was not credited.");
            _replied[number] = Stopwatch.GetElapsedTime(_due[number]).TotalMilliseconds;
        }
    }

    // Members in a scattered order that visits each as often as any other.
    private byte[] Request(int number)
    {
        var member = (int)(number * 7919L % members);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"transactionId":"{{_prefix}}{{number}}","type":"flight","amount":{{1 + (number % 49)}}.00,"currency":"CHF"}""");
        return Encoding.ASCII.GetBytes(
            $"POST /v1/members/BENCH{member:D7}/purchases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
