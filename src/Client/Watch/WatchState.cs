using System.Text.Json;

namespace Loyalty.Client;

/// <summary>What is known of a watched member, and the changes that came before their turn.</summary>
internal sealed class WatchState
{
    /// <summary>Changes that may wait for the ones before them. More are let go, and asked for in their order.</summary>
    public const int MostWaiting = 256;

    private readonly SortedDictionary<long, StatusChange> _waiting = [];
    private MemberStatus? _status;

    // The engine has told that the member stands here, on the connection there is. Before that it may have been restored to an earlier day.
    private bool _confirmed;

    // Changes were let go that have to be asked for.
    private bool _behind;

    public long? Version => _status?.Version;

    /// <summary>Versions are missing: the hub has to be asked for what came after <see cref="Version"/>.</summary>
    public bool HasGap => _status is not null && (_waiting.Count > 0 || _behind);

    /// <summary>The hub is being asked.</summary>
    public void Asked() => _behind = false;

    /// <summary>The connection is gone: what is held may not be what the engine says when it is back.</summary>
    public void Doubt() => _confirmed = false;

    /// <summary>The member is not known (any more).</summary>
    public void Forget() => (_status, _confirmed) = (null, false);

    /// <summary>
    /// The answer to the question where the member stands. It is the truth, whatever the version: after a restore the engine knows less than
    /// is held here. Only what the engine itself has pushed since it was asked can be newer.
    /// </summary>
    public Moment? TakeAnswer(MemberStatus status)
    {
        if (_confirmed)
            return TakeSnapshot(status);
        _confirmed = true;
        return Drain(status);
    }

    /// <summary>A status that the engine sent by itself. An older one than is held changes nothing.</summary>
    public Moment? TakeSnapshot(MemberStatus status) => _status is { } held && IsOlder(status, held) ? null : Drain(status);

    /// <summary>One pushed change: it takes effect once, and not before the versions before it.</summary>
    public Moment? TakeChange(StatusChange change)
    {
        if (_status is { } held && change.Version <= held.Version && _confirmed)
            return null;
        _waiting.TryAdd(change.Version, change);
        var moment = Drain(_status);
        if (_waiting.Count > MostWaiting)
        {
            _waiting.Clear();
            _behind = true;
        }

        return moment;
    }

    /// <summary>Something of the member's rewards has changed. Whoever was told nothing yet asks anyway.</summary>
    public Moment? TakeReward(RewardChange change) => _status is { } held ? new Moment(held, [], change) : null;

    private Moment? Drain(MemberStatus? status)
    {
        if (status is null)
            return null;
        var applied = new List<StatusChange>();
        while (_waiting.Remove(status.Version + 1, out var change))
        {
            status = change.Status with { Version = change.Version };
            applied.Add(change);
        }

        _confirmed |= applied.Count > 0;
        // Those below are known; of an engine that was restored they are news, so they wait until it has told where it stands.
        if (_confirmed)
        {
            foreach (var known in _waiting.Keys.Where(version => version <= status.Version).ToList())
                _waiting.Remove(known);
        }

        var isNews = applied.Count > 0 || _status is null || !Same(_status, status);
        _status = status;
        return isNews ? new Moment(status, applied) : null;
    }

    private static bool IsOlder(MemberStatus one, MemberStatus other) =>
        one.Version < other.Version || (one.Version == other.Version && one.AsOf < other.AsOf);

    private static bool Same(MemberStatus one, MemberStatus other) =>
        ReferenceEquals(one, other) || JsonSerializer.Serialize(one, LoyaltyJson.Options) == JsonSerializer.Serialize(other, LoyaltyJson.Options);
}
