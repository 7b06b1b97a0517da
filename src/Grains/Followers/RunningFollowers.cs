using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Loyalty.Grains;

/// <summary>The kinds of followers there are, and the followers of this process.</summary>
public sealed class RunningFollowers
{
    private readonly ConcurrentDictionary<string, Follower> _followers = new();
    private readonly Dictionary<string, IFollowerKind> _kinds;
    private readonly FollowerServices _services;
    private volatile bool _isClosing;

    /// <param name="meters">The host's own: several in one process count for themselves.</param>
    public RunningFollowers(IEnumerable<IFollowerKind> kinds, FollowerServices services, IMeterFactory meters)
    {
        (_kinds, _services) = (kinds.ToDictionary(kind => kind.Name), services);
        var meter = meters.Create("Loyalty.Followers");
        meter.CreateObservableGauge("loyalty.follower.lag.events", () => Measure(status => status.Behind), "{event}", "Events that a follower has not come to.");
        meter.CreateObservableGauge("loyalty.follower.lag", () => Measure(status => status.BehindSeconds), "s", "Age of the first event that a follower has not come to.");
        meter.CreateObservableGauge("loyalty.follower.members.aside", () => Measure(status => status.Aside), "{member}", "Members whose work a follower tries again.");
    }

    /// <summary>The kinds, by name.</summary>
    public IReadOnlyDictionary<string, IFollowerKind> Kinds => _kinds;

    /// <summary>The follower's kind: its name up to the first slash.</summary>
    public static string KindOf(string follower) => follower.Split('/', 2)[0];

    /// <summary>A follower that was asked for here, or null.</summary>
    public Follower? Find(string name) => _followers.GetValueOrDefault(name);

    /// <summary>The follower in this process, made where it is not here yet.</summary>
    /// <exception cref="InvalidOperationException">There is no such kind, or there are too many.</exception>
    /// <exception cref="EngineBusyException">The process is stopping.</exception>
    public Follower Open(string name)
    {
        if (_isClosing)
            throw new EngineBusyException("The silo is shutting down.");
        if (_followers.TryGetValue(name, out var known))
            return known;
        if (!_kinds.TryGetValue(KindOf(name), out var kind))
            throw new InvalidOperationException($"There is no kind of follower '{KindOf(name)}'.");
        return _followers.Count < _services.Bounds.Followers
            ? _followers.GetOrAdd(name, new Follower(name, kind, _services))
            : throw new InvalidOperationException($"{_services.Bounds.Followers} followers run here; '{name}' is one too many.");
    }

    /// <summary>Ends a follower of this process and lets it go.</summary>
    public Task CloseAsync(string name) => _followers.TryRemove(name, out var follower) ? follower.DisposeAsync().AsTask() : Task.CompletedTask;

    /// <summary>Ends all, their cursors kept; none is opened any more.</summary>
    public Task CloseAllAsync()
    {
        _isClosing = true;
        return Task.WhenAll(_followers.Keys.Select(CloseAsync));
    }

    private IEnumerable<Measurement<T>> Measure<T>(Func<FollowerStatus, T> value)
        where T : struct => _followers.Values.Where(follower => follower.HasLease)
            .Select(follower => new Measurement<T>(value(follower.Status), KeyValuePair.Create("follower", (object?)follower.Name)));
}
