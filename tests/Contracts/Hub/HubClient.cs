using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Loyalty.Contracts;

/// <summary>The official .NET SignalR client on one connection, which keeps all it is told as it came.</summary>
public sealed class HubClient : IAsyncDisposable
{
    private static readonly string[] Pushes = ["statusChanged", "statusRefreshed", "recognised", "recognitionWithdrawn", "memberErased", "disrupted", "rewardChanged"];

    private readonly HubConnection _connection;
    private readonly ConcurrentQueue<(string Method, JsonElement Payload)> _pushes = new();
    private readonly ConcurrentQueue<string> _states = new();

    private HubClient(Uri engine, string? token)
    {
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(engine, "/hubs/status"), http => http.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token))
            .WithAutomaticReconnect(new Always())
            .Build();
        foreach (var push in Pushes)
            _connection.On<JsonElement>(push, payload => _pushes.Enqueue((push, payload.Clone())));
        _connection.Reconnecting += _ => Note("reconnecting");
        _connection.Reconnected += _ => Note("reconnected");
        _connection.Closed += _ => Note("closed");
    }

    /// <summary>All <c>statusChanged</c> pushes so far, in the order of arrival.</summary>
    public IReadOnlyList<JsonElement> Changes => Pushed("statusChanged");

    /// <summary>Connects.</summary>
    /// <param name="token">Its key or token; null for none.</param>
    /// <exception cref="InvalidOperationException">It is not let in.</exception>
    public static async Task<HubClient> ConnectAsync(Uri engine, string? token = null)
    {
        var client = new HubClient(engine, token);
        try
        {
            await client._connection.StartAsync();
            return client;
        }
        catch (Exception fault)
        {
            await client.DisposeAsync();
            throw new InvalidOperationException($"The client is not let in: {fault.Message}", fault);
        }
    }

    /// <summary>Invokes a hub method.</summary>
    /// <returns>The answer: <c>result</c> or <c>error</c>.</returns>
    public async Task<JsonElement> InvokeAsync(string method, params object?[] args)
    {
        try
        {
            return Answer("result", JsonSerializer.SerializeToNode(await _connection.InvokeCoreAsync<JsonElement?>(method, args).WaitAsync(Eventually.Deadline)));
        }
        catch (HubException refused)
        {
            return Answer("error", JsonValue.Create(refused.Message));
        }
    }

    /// <summary>Waits for a push.</summary>
    public async Task<JsonElement> HasBeenToldAsync(Func<JsonElement, bool> change, string what)
    {
        await Eventually.IsTrue(() => Changes.Any(change), what);
        return Changes.First(change);
    }

    /// <summary>Waits until so many pushes to a client method have come, and gives all of them.</summary>
    public async Task<IReadOnlyList<JsonElement>> HasBeenPushedAsync(string method, int count)
    {
        await Eventually.IsTrue(() => Pushed(method).Count >= count, $"{count} pushes to {method}");
        return Pushed(method);
    }

    /// <summary>Waits for a state of the connection: reconnecting, reconnected, closed.</summary>
    public Task HasBeenAsync(string state) => Eventually.IsTrue(() => _states.Contains(state), $"the client is {state}");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private IReadOnlyList<JsonElement> Pushed(string method) => [.. _pushes.Where(push => push.Method == method).Select(push => push.Payload)];

    private static JsonElement Answer(string kind, JsonNode? value) => JsonSerializer.SerializeToElement(new JsonObject { [kind] = value });

    private Task Note(string state)
    {
        _states.Enqueue(state);
        return Task.CompletedTask;
    }

    private sealed class Always : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => TimeSpan.FromMilliseconds(200);
    }
}
