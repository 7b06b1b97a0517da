using System.Collections.Concurrent;
using Loyalty.Contracts;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api.Tests;

/// <summary>A hub client that notes what it is sent, and may be slow.</summary>
public sealed class FakeClient : IClientProxy
{
    private readonly ConcurrentQueue<(string Method, object? Payload)> _sent = [];

    /// <summary>Every push waits for it; done by default.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public bool Aborted { get; private set; }

    /// <summary>Versions of the changes that were sent, by member, in the order they came.</summary>
    public IReadOnlyList<string> Changes =>
        [.. _sent.Where(p => p.Method == "statusChanged").Select(p => (StatusChange)p.Payload!).Select(c => $"{c.MemberId}:{c.Version}")];

    public int Refreshes => _sent.Count(p => p.Method == "statusRefreshed");

    public void Abort() => Aborted = true;

    public async Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        _sent.Enqueue((method, args.Single()));
    }

    /// <summary>Waits until so many changes have come.</summary>
    public Task UntilAsync(int changes) => Eventually.IsTrue(() => Changes.Count >= changes, $"{changes} changes have come");
}
