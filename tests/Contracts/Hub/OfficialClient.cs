using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Loyalty.Contracts;

/// <summary>The official JavaScript SignalR client in a Node process of its own; elsewhere <see cref="HubClient"/> does.</summary>
public sealed class OfficialClient : IAsyncDisposable
{
    private readonly Process _node;
    private readonly ConcurrentQueue<JsonElement> _messages = new();
    private readonly Task _reading;
    private int _lastId;

    private OfficialClient(Process node)
    {
        _node = node;
        _reading = ReadAsync();
    }

    /// <summary>All <c>statusChanged</c> pushes so far, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Changes =>
        [.. _messages.Where(m => m.TryGetProperty("push", out var push) && push.GetString() == "statusChanged").Select(m => m.GetProperty("change"))];

    /// <summary>Starts a client and waits until it is connected.</summary>
    /// <param name="token">Its key or token; null for none.</param>
    /// <exception cref="InvalidOperationException">It is not let in.</exception>
    public static async Task<OfficialClient> ConnectAsync(Uri engine, string? token = null)
    {
        var start = new ProcessStartInfo(
            "node", [RepositoryFiles.At("tests/Contracts/Hub/official-client.cjs"), new Uri(engine, "/hubs/status").ToString(), token ?? ""])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // The pages' own packages hold the client: nothing else needs to be installed.
        start.Environment["NODE_PATH"] = RepositoryFiles.At("src/node_modules");
        var client = new OfficialClient(Process.Start(start)!);
        var first = await client.HasSeenAsync(m => m.TryGetProperty("state", out _), "the client has tried to connect");
        if (first.GetProperty("state").GetString() == "connected")
            return client;
        await client.DisposeAsync();
        throw new InvalidOperationException($"The client is not let in: {first}");
    }

    /// <summary>Invokes a hub method.</summary>
    /// <returns>The answer: <c>result</c> or <c>error</c>.</returns>
    public async Task<JsonElement> InvokeAsync(string method, params object?[] args)
    {
        var id = ++_lastId;
        await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { @do = "invoke", id, method, args }));
        await _node.StandardInput.FlushAsync();
        return await HasSeenAsync(m => m.TryGetProperty("id", out var answered) && answered.GetInt32() == id, $"{method} is answered");
    }

    /// <summary>Waits for a push.</summary>
    public async Task<JsonElement> HasBeenToldAsync(Func<JsonElement, bool> change, string what) =>
        (await HasSeenAsync(m => m.TryGetProperty("change", out var told) && change(told), what)).GetProperty("change");

    /// <summary>Waits until so many pushes to a client method that is not <c>statusChanged</c> have come, and gives all of them.</summary>
    public async Task<IReadOnlyList<JsonElement>> HasBeenPushedAsync(string method, int count)
    {
        IReadOnlyList<JsonElement> Pushed() => [.. _messages.Where(m => m.TryGetProperty("payload", out _) && m.GetProperty("push").GetString() == method)];
        await Eventually.IsTrue(() => Pushed().Count >= count, $"{count} pushes to {method}");
        return [.. Pushed().Select(message => message.GetProperty("payload"))];
    }

    /// <summary>Waits for a state of the connection: connected, reconnecting, reconnected, closed.</summary>
    public Task HasBeenAsync(string state) =>
        HasSeenAsync(m => m.TryGetProperty("state", out var seen) && seen.GetString() == state, $"the client is {state}");

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited)
            _node.Kill(entireProcessTree: true);
        await _reading;
        _node.Dispose();
    }

    private async Task<JsonElement> HasSeenAsync(Func<JsonElement, bool> message, string what)
    {
        await Eventually.IsTrue(() => _messages.Any(message), what);
        return _messages.First(message);
    }

    private async Task ReadAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
            _messages.Enqueue(JsonDocument.Parse(line).RootElement.Clone());
    }
}
