using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Loyalty.Api.Tests;

/// <summary>SignalR's JSON protocol by hand over a WebSocket, so that tests see what is on the wire.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonElement> _pushes = [];
    private readonly Queue<JsonElement> _read = [];
    private string _rest = "";
    private int _calls;

    /// <summary>What was pushed before and between the answers read so far.</summary>
    public IReadOnlyList<JsonElement> Pushes => _pushes;

    public static async Task<HubSocket> ConnectAsync(Uri address, string? token = null, Action<ClientWebSocketOptions>? configure = null)
    {
        var hub = new HubSocket();
        configure?.Invoke(hub._socket.Options);
        var scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
        var query = token is null ? "" : $"?access_token={token}";
        await hub._socket.ConnectAsync(new UriBuilder(address) { Scheme = scheme, Path = HubAddress.Path, Query = query }.Uri, default);
        await hub.SendAsync("""{"protocol":"json","version":1}""");
        await hub.ReadAsync();
        return hub;
    }

    /// <summary>Invokes a method and gives its completion.</summary>
    /// <param name="arguments">JSON of the arguments, as <c>"ADA1",3</c>.</param>
    public async Task<JsonElement> InvokeAsync(string method, string arguments)
    {
        var id = (++_calls).ToString();
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""");
        while (true)
        {
            var message = await ReadAsync();
            if (message.GetProperty("type").GetInt32() == 3 && message.GetProperty("invocationId").GetString() == id)
                return message;
            Keep(message);
        }
    }

    /// <summary>Invokes a method without reading.</summary>
    public Task SendCallAsync(string method, string arguments) =>
        SendAsync($$"""{"type":1,"invocationId":"{{++_calls}}","target":"{{method}}","arguments":[{{arguments}}]}""");

    /// <summary>Reads until so many calls are answered.</summary>
    public async Task UntilAnswersAsync(int answers)
    {
        while (answers > 0)
        {
            var message = await ReadAsync();
            if (message.GetProperty("type").GetInt32() == 3)
                answers--;
            else
                Keep(message);
        }
    }

    /// <summary>Reads until so many pushes have come in all.</summary>
    public async Task UntilAsync(int pushes)
    {
        while (_pushes.Count < pushes)
            Keep(await ReadAsync());
    }

    /// <summary>Sends text as it is, and reads until the host closes the connection; what it said before is kept in <see cref="Said"/>.</summary>
    public async Task<WebSocketCloseStatus?> SendAndBeClosedAsync(string text)
    {
        await SendAsync(text);
        return await BeClosedAsync();
    }

    /// <summary>Reads until the host closes the connection.</summary>
    public async Task<WebSocketCloseStatus?> BeClosedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        while (await _socket.ReceiveAsync(buffer, limit.Token) is { MessageType: not WebSocketMessageType.Close } part)
            _rest += Encoding.UTF8.GetString(buffer, 0, part.Count);
        return _socket.CloseStatus;
    }

    /// <summary>What was read and is no answer to a call.</summary>
    public string Said => _rest + string.Join('\n', _read);

    /// <summary>Reads until the host has cut the connection.</summary>
    public async Task ClosedAsync()
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
                Keep(await ReadAsync());
        }
        catch (Exception fault) when (fault is WebSocketException or InvalidOperationException)
        {
            // Cut or closed.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        await Task.CompletedTask;
    }

    private void Keep(JsonElement message)
    {
        if (message.GetProperty("type").GetInt32() == 1)
            _pushes.Add(message);
    }

    /// <summary>Sends a message as it is.</summary>
    public Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonElement> ReadAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        while (_read.Count == 0)
        {
            var received = await _socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The host closed the connection: {_rest}");
            _rest += Encoding.UTF8.GetString(buffer, 0, received.Count);
            var messages = _rest.Split(End);
            _rest = messages[^1];
            foreach (var message in messages[..^1])
                _read.Enqueue(JsonDocument.Parse(message).RootElement);
        }

        return _read.Dequeue();
    }
}
