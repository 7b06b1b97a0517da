using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>A client of the hub, in SignalR's JSON protocol by hand, so that it can also be one that never reads.</summary>
public sealed class HubWatcher : IDisposable
{
    private const char End = '\u001e';

    // A phone's buffer; with the usual one the kernel would read for a client that does not.
    private const int ReceiveBytes = 4_096;

    private readonly ClientWebSocket _socket = new();
    private readonly SocketsHttpHandler _handler = new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = ReceiveBytes };
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private long _version;
    private int _pushes;

    private HubWatcher(string member) => Member = member;

    public string Member { get; }

    /// <summary>The last version it was told of.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Changes it was told of.</summary>
    public int Pushes => Volatile.Read(ref _pushes);

    /// <summary>A version came that does not follow the one before.</summary>
    public bool HasGap { get; private set; }

    /// <summary>The connection has ended.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Connects, watches a member by name and reads what comes.</summary>
    public static async Task<HubWatcher> WatchAsync(Uri address, string member)
    {
        var watcher = await ConnectAsync(address, member);
        await watcher.SendAsync($$"""{"type":1,"invocationId":"1","target":"WatchMember","arguments":["{{member}}"]}""");
        _ = watcher.ReadAsync();
        return watcher;
    }

    /// <summary>Connects, asks for everything and never reads a byte of it.</summary>
    public static async Task<HubWatcher> NeverReadAsync(Uri address)
    {
        var watcher = await ConnectAsync(address, "");
        await watcher.SendAsync("""{"type":1,"target":"WatchAll","arguments":[]}""");
        return watcher;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _handler.Dispose();
    }

    private static async Task<HubWatcher> ConnectAsync(Uri address, string member)
    {
        var watcher = new HubWatcher(member);
        using var invoker = new HttpMessageInvoker(watcher._handler, disposeHandler: false);
        await watcher._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/status" }.Uri, invoker, CancellationToken.None);
        await watcher.SendAsync("""{"protocol":"json","version":1}""");
        return watcher;
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task ReadAsync()
    {
        var (buffer, rest) = (new byte[16 * 1024], new StringBuilder());
        try
        {
            while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                rest.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                if (!part.EndOfMessage)
                    continue;
                foreach (var message in rest.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries))
                    Take(JsonDocument.Parse(message).RootElement);
                rest.Clear();
            }
        }
        catch (WebSocketException)
        {
            // Told by IsCut.
        }

        IsCut = true;
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("result", out var status))
        {
            Follow(status.GetProperty("version").GetInt64(), isFirst: true);
        }
        else if (message.TryGetProperty("target", out var target) && target.GetString() == "statusChanged")
        {
            Follow(message.GetProperty("arguments")[0].GetProperty("version").GetInt64(), isFirst: false);
            Interlocked.Increment(ref _pushes);
        }
    }

    // A change may come before the answer to the call that asked for it.
    private void Follow(long version, bool isFirst)
    {
        HasGap |= !isFirst && Version > 0 && version != Version + 1;
        if (version > Version)
            Volatile.Write(ref _version, version);
    }
}
