using System.Collections.Concurrent;

namespace Loyalty.Grains;

/// <summary>Where the followers stand that this process asks to run, wherever they do; some seconds old.</summary>
public sealed class FollowerStatuses
{
    private readonly ConcurrentDictionary<string, FollowerStatus> _statuses = new();

    /// <summary>All, by name.</summary>
    public IReadOnlyList<FollowerStatus> All => [.. _statuses.Values.OrderBy(status => status.Name, StringComparer.Ordinal)];

    /// <summary>One, by its name; null where it is not asked to run.</summary>
    public FollowerStatus? Find(string follower) => _statuses.GetValueOrDefault(follower);

    public void Set(FollowerStatus status) => _statuses[status.Name] = status;

    public void Remove(string follower) => _statuses.TryRemove(follower, out _);
}
