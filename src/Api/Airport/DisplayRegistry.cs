using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.SignalR;

namespace Loyalty.Api;

/// <summary>Which connections watch which displays of this process.</summary>
public sealed class DisplayRegistry
{
    /// <summary>Displays one connection may watch.</summary>
    public const int MaxPlaces = 64;

    // One lock for all: displays come and go seldom, and a recognition only looks its place up under it.
    private readonly Lock _gate = new();
    private readonly Dictionary<DisplayPlace, Dictionary<WatchConnection, DisplayWatch>> _byPlace = [];

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
        List<DisplayWatch> watches;
        lock (_gate)
            watches = _byPlace.TryGetValue(recognition.Place, out var found) ? [.. found.Values] : [];
        foreach (var watch in watches)
            watch.Publish(recognition);
    }

    private void Remove(WatchConnection connection, DisplayPlace place)
    {
        if (_byPlace.TryGetValue(place, out var watches) && watches.Remove(connection) && watches.Count == 0)
            _byPlace.Remove(place);
    }
}
