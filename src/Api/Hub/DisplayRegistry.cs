using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Which connections watch which displays of this process.</summary>
public sealed class DisplayRegistry
{
    /// <summary>Displays one connection may watch.</summary>
    public const int MaxPlaces = 64;

    /// <summary>Withdrawn recognitions that are remembered: more than can be on their way at once.</summary>
    public const int MaxWithdrawn = 4096;

    // One lock for all: displays come and go seldom, and a recognition only looks its place up under it.
    private readonly Lock _gate = new();
    private readonly Dictionary<DisplayPlace, Dictionary<WatchConnection, DisplayWatch>> _byPlace = [];
    private readonly HashSet<CheckInId> _withdrawn = [];
    private readonly Queue<CheckInId> _withdrawnInOrder = [];

    /// <summary>Begins, or begins anew, to watch a display; no push before <see cref="DisplayWatch.Begin"/>.</summary>
    /// <exception cref="HubException"><c>too-many-watches</c>.</exception>
    public DisplayWatch Watch(WatchConnection connection, DisplayPlace place)
    {
        var watch = new DisplayWatch(connection);
        lock (_gate)
        {
            if (_byPlace.Count(entry => entry.Key != place && entry.Value.ContainsKey(connection)) >= MaxPlaces)
                throw new HubException($"too-many-watches: A connection watches at most {MaxPlaces} displays.");
            if (!_byPlace.TryGetValue(place, out var watches))
                _byPlace[place] = watches = [];
            watches[connection] = watch;
        }

        // Gone in between: nobody else would take it out again.
        if (connection.IsClosed)
            Forget(connection);
        return watch;
    }

    /// <summary>Ends a watch; harmless when there is none.</summary>
    public void Unwatch(WatchConnection connection, DisplayPlace place)
    {
        lock (_gate)
            Remove(connection, place);
    }

    /// <summary>Ends all watches of a connection that has closed.</summary>
    public void Forget(WatchConnection connection)
    {
        lock (_gate)
        {
            foreach (var place in _byPlace.Where(entry => entry.Value.ContainsKey(connection)).Select(entry => entry.Key).ToList())
                Remove(connection, place);
        }
    }

    /// <summary>Hands a recognition to every display of its place.</summary>
    public void Publish(Recognition recognition)
    {
        foreach (var watch in Watches(recognition.Place, recognition.Id))
            watch.Publish(recognition);
    }

    /// <summary>Takes a recognition off every display of its place, and keeps it off.</summary>
    public void Withdraw(Withdrawal withdrawal)
    {
        lock (_gate)
        {
            if (_withdrawn.Add(withdrawal.Id))
                _withdrawnInOrder.Enqueue(withdrawal.Id);
            if (_withdrawnInOrder.Count > MaxWithdrawn)
                _withdrawn.Remove(_withdrawnInOrder.Dequeue());
        }

        foreach (var watch in Watches(withdrawal.Place, unless: null))
            watch.Withdraw(withdrawal);
    }

    /// <summary>Cuts off whoever watches a display: something was lost on the way to it, and coming back it is told whom it may still show.</summary>
    public void CutAll()
    {
        List<WatchConnection> watching;
        lock (_gate)
            watching = [.. _byPlace.Values.SelectMany(watches => watches.Keys).Distinct()];
        watching.ForEach(connection => connection.Cut());
    }

    private List<DisplayWatch> Watches(DisplayPlace place, CheckInId? unless)
    {
        lock (_gate)
        {
            var isOff = unless is { } id && _withdrawn.Contains(id);
            return !isOff && _byPlace.TryGetValue(place, out var found) ? [.. found.Values] : [];
        }
    }

    private void Remove(WatchConnection connection, DisplayPlace place)
    {
        if (_byPlace.TryGetValue(place, out var watches) && watches.Remove(connection) && watches.Count == 0)
            _byPlace.Remove(place);
    }
}
