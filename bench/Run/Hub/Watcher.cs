using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace Loyalty.Bench;

/// <summary>
/// One client of the hub that watches one member, in SignalR's JSON protocol. It reads no more of a push than its version and
/// transaction id, for its processor time is taken from the engine's.
/// </summary>
internal sealed class Watcher : IAsyncDisposable
{
    private const byte RecordEnd = 0x1e;

    private readonly ClientWebSocket _socket = new();
    private readonly Action<ReadOnlySpan<byte>>? _received;
    private readonly byte[] _buffer = new byte[64 << 10];
    private Task _reading = Task.CompletedTask;
    private long _last;

    private Watcher(Action<ReadOnlySpan<byte>>? received) => _received = received;

    /// <summary>Changes that were pushed.</summary>
    public long Deliveries { get; private set; }

    /// <summary>Pushes whose version was not the next one.</summary>
    public long OutOfOrder { get; private set; }

    /// <param name="received">Is given the transaction id of every push.</param>
    public static async Task<Watcher> ConnectAsync(Uri engine, string member, Action<ReadOnlySpan<byte>>? received)
    {
        var watcher = new Watcher(received);
        await watcher._socket.ConnectAsync(new UriBuilder(engine) { Scheme = "ws", Path = "/hubs/status" }.Uri, CancellationToken.None);
        await watcher.SendAsync("""{"protocol":"json","version":1}""");
        await watcher.SendAsync($$"""{"type":1,"invocationId":"1","target":"WatchMember","arguments":["{{member}}",null]}""");
        while (watcher._last == 0)
            await watcher.ReceiveAsync();
        watcher._reading = watcher.ReadAsync();
        return watcher;
    }

    /// <summary>The hub lets a client go that says nothing for half a minute.</summary>
    public Task PingAsync() => SendAsync("""{"type":6}""");

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)RecordEnd), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        try
        {
            while (await ReceiveAsync())
            {
            }
        }
        catch (Exception closed) when (closed is WebSocketException or OperationCanceledException)
        {
            // By us, or by the engine: then deliveries are missing, which is counted.
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        var filled = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(filled), CancellationToken.None);
            filled += part.Count;
        }
        while (!part.EndOfMessage);
        Take(_buffer.AsSpan(0, filled));
        return part.MessageType != WebSocketMessageType.Close;
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        for (int end; (end = message.IndexOf(RecordEnd)) >= 0; message = message[(end + 1)..])
        {
            var record = message[..end];
            if (record.IndexOf("\"target\":\"statusChanged\""u8) >= 0)
                TakeChange(record);
            else if (record.IndexOf("\"result\":"u8) >= 0)
                _last = Version(record);
            else if (record.IndexOf("\"error\":"u8) >= 0)
                throw new InvalidOperationException($"The hub says: {Encoding.UTF8.GetString(record)}");
        }
    }

    private void TakeChange(ReadOnlySpan<byte> record)
    {
        var version = Version(record);
        if (version != _last + 1)
            OutOfOrder++;
        _last = version;
        Deliveries++;
        if (_received is null)
            return;
        var id = After(record, "\"transactionId\":\""u8);
        _received(id[..id.IndexOf((byte)'"')]);
    }

    private static long Version(ReadOnlySpan<byte> record) =>
        Utf8Parser.TryParse(After(record, "\"version\":"u8), out long version, out _) ? version : throw new FormatException("A push without a version.");

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name) => record[(record.IndexOf(name) + name.Length)..];
}
