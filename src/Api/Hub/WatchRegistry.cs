using System.Collections.Concurrent;
using System.Collections.Immutable;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>
/// Who watches what over the hub of this process. A change costs its own watchers only, is queued for each of them, and never
/// waits: a watcher that cannot keep up is cut off, and catches up by version when it comes back.
/// </summary>
public sealed class WatchRegistry(WatchMetrics metrics, DisplayRegistry displays)
{
    /// <summary>Members asked at once when the day changes.</summary>
    public const int MaxRefreshesAtOnce = 64;

    private readonly ConcurrentDictionary<string, WatchConnection> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<MemberWatch>> _byMember = new(StringComparer.Ordinal);
    private readonly Lock _allGate = new();
    private ImmutableArray<WatchConnection> _all = [];

    /// <summary>A client has come.</summary>
    /// <param name="abort">Cuts the client off.</param>
    public void Connect(string connectionId, IClientProxy client, Action abort) =>
        _connections[connectionId] = new WatchConnection(client, abort, metrics);

    /// <summary>A client has gone, by itself or cut off.</summary>
    public async Task DisconnectAsync(string connectionId)
    {
        if (!_connections.TryRemove(connectionId, out var connection))
            return;
        UnwatchAll(connection);
        foreach (var watch in connection.Close())
            Forget(watch);
        displays.Forget(connection);
        await connection.Ended;
    }

    /// <summary>The connection of a client that is here.</summary>
    /// <exception cref="HubException">It is gone.</exception>
    public WatchConnection Of(string connectionId) =>
        _connections.TryGetValue(connectionId, out var connection) ? connection : throw new HubException("connection-closed: The connection is closing.");

    /// <summary>Begins, or begins anew, to watch a member for a connection; no push before <see cref="MemberWatch.StartAsync"/>.</summary>
    /// <exception cref="HubException"><c>too-many-watches</c>.</exception>
    public MemberWatch Watch(WatchConnection connection, MemberId member, ILoyaltyAccountGrain account)
    {
        Unwatch(connection, member);
        var watch = new MemberWatch(connection, member.Value, account);
        connection.Add(watch);
        _byMember.AddOrUpdate(member.Value, [watch], (_, watches) => watches.Add(watch));
        // Gone in between: nobody else would take it out again.
        if (connection.IsClosed)
            Forget(watch);
        metrics.Watching(1);
        return watch;
    }

    /// <summary>Ends a watch; harmless when there is none.</summary>
    public void Unwatch(WatchConnection connection, MemberId member)
    {
        if (connection.Remove(member.Value) is { } watch)
            Forget(watch);
    }

    /// <summary>Every change goes to the connection from now on; but those of members it watches by name go that way.</summary>
    public void WatchAll(WatchConnection connection)
    {
        lock (_allGate)
        {
            if (!_all.Contains(connection) && !connection.IsClosed)
                _all = _all.Add(connection);
        }
    }

    /// <summary>Ends <see cref="WatchAll"/>; harmless when it is not on.</summary>
    public void UnwatchAll(WatchConnection connection)
    {
        lock (_allGate)
            _all = _all.Remove(connection);
    }

    /// <summary>Whether a client here watches the member, or everything.</summary>
    public bool HasListeners(MemberId member) => _all.Length > 0 || _byMember.ContainsKey(member.Value);

    /// <summary>Queues a change for everybody here who watches its member, or everything.</summary>
    public void Publish(StatusChange change)
    {
        if (_byMember.TryGetValue(change.MemberId, out var watches))
        {
            foreach (var watch in watches)
                watch.Publish(change);
        }

        foreach (var connection in _all)
        {
            if (!connection.Watches(change.MemberId))
                connection.Push(Pushes.StatusChanged, change);
        }
    }

    /// <summary>Tells those who watch a member that the member was erased, and ends their watches.</summary>
    public void Erased(MemberId member)
    {
        var told = new MemberErasedView(member.Value);
        foreach (var watch in _byMember.GetValueOrDefault(member.Value, []))
        {
            watch.Tell(Pushes.MemberErased, told);
            Unwatch(watch.Connection, member);
        }

        foreach (var connection in _all)
            connection.Push(Pushes.MemberErased, told);
    }

    /// <summary>Tells those who watch a member by name something that has no version.</summary>
    public void Tell(MemberId member, string method, object payload)
    {
        if (!_byMember.TryGetValue(member.Value, out var watches))
            return;
        foreach (var watch in watches)
            watch.Tell(method, payload);
    }

    /// <summary>Members watched by name.</summary>
    public IReadOnlyCollection<string> WatchedMembers => [.. _byMember.Keys];

    /// <summary>Whether a connection is sent every change.</summary>
    public bool WatchesAll => _all.Length > 0;

    /// <summary>Cuts off whoever watches everything: changes were lost to them, and there is no version to ask by.</summary>
    public void CutAll()
    {
        foreach (var connection in _all)
            connection.Cut();
    }

    /// <summary>Has every watch read what it may have missed: changes were made elsewhere that could not be handed on.</summary>
    public Task CatchUpAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        _byMember.Values.SelectMany(watches => watches).ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = MaxRefreshesAtOnce, CancellationToken = cancellation },
        async (watch, _) => await watch.CatchUpAsync());

    /// <summary>Sends every watched member's card of today: a new day changes it without a version.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => Parallel.ForEachAsync(
        _byMember.Values.ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = MaxRefreshesAtOnce, CancellationToken = cancellation },
        async (watches, _) =>
        {
            try
            {
                if ((await watches[0].Account.GetStatus(new StatusQuery())).Value is not { } status)
                    return;
                foreach (var watch in watches)
                    watch.Refresh(status);
            }
            catch (Exception fault) when (fault is EngineBusyException or JournalUnavailableException)
            {
                // A card that is a day old is no gap: the next change, or the next question, brings today's.
            }
        });

    private void Forget(MemberWatch watch)
    {
        while (_byMember.TryGetValue(watch.MemberId, out var watches))
        {
            var left = watches.Remove(watch);
            if (left.Length == watches.Length)
                return;
            var done = left.IsEmpty
                ? _byMember.TryRemove(KeyValuePair.Create(watch.MemberId, watches))
                : _byMember.TryUpdate(watch.MemberId, left, watches);
            if (!done)
                continue;
            metrics.Watching(-1);
            return;
        }
    }
}
