using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Reads the streams of a follower as one, from its cursors on.</summary>
/// <param name="streams">The ledger first, where it is one of them.</param>
internal sealed class FollowerReader(IReadOnlyList<IEventStream> streams)
{
    private Dictionary<string, long> _cursors = [];

    /// <summary>By stream: the sequence through which pages were taken.</summary>
    public IReadOnlyDictionary<string, long> Cursors => _cursors;

    public IReadOnlyList<IEventStream> Streams => streams;

    /// <summary>The next events, an event behind those of the ledger up to its <see cref="FollowedEvent.After"/>.</summary>
    public async Task<FollowerPage> ReadAsync(int limit)
    {
        var (events, through, isFull) = (new List<(long After, FollowedEvent Event)>(), new Dictionary<string, long>(_cursors), false);
        // The ledger was read first: what another stream has behind an event that is not here yet waits for it.
        var ledger = long.MaxValue;
        foreach (var stream in streams)
        {
            var page = await stream.ReadAsync(_cursors[stream.Name], limit);
            isFull |= page.IsFull;
            if (stream.Name == IEventStream.Ledger)
                ledger = page.Through;
            var ready = page.Events.TakeWhile(one => one.After <= ledger).ToList();
            through[stream.Name] = ready.Count == page.Events.Count ? page.Through : ready.Count == 0 ? _cursors[stream.Name] : ready[^1].Sequence;
            AddInOrder(events, ready);
        }

        return new FollowerPage(Merged(events), through, isFull);
    }

    /// <summary>The first events of a page that was read at the cursors; there is more where it is cut.</summary>
    public FollowerPage CutTo(FollowerPage page, int events)
    {
        if (events == page.Events.Count)
            return page;
        var through = new Dictionary<string, long>(_cursors);
        foreach (var one in page.Events.Take(events))
            through[one.Stream] = one.Sequence;
        return new FollowerPage([.. page.Events.Take(events)], through, IsFull: true);
    }

    /// <summary>Events of a member that was set aside, up to the cursors.</summary>
    public async Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberAside aside, int limit)
    {
        var (events, ledger) = (new List<(long After, FollowedEvent Event)>(), long.MaxValue);
        foreach (var stream in streams)
        {
            var found = await stream.ReadMemberAsync(aside.Member, aside.Done.GetValueOrDefault(stream.Name), limit);
            if (stream.Name == IEventStream.Ledger && found.Count >= limit)
                ledger = found[^1].Sequence;
            AddInOrder(events, found.Where(one => one.Sequence <= _cursors[stream.Name] && one.After <= ledger));
        }

        return [.. Merged(events).Take(limit)];
    }

    public void MoveTo(IReadOnlyDictionary<string, long> cursors) => _cursors = new Dictionary<string, long>(cursors);

    /// <summary>A member's positions before events of a page that was read at the cursors.</summary>
    public Dictionary<string, StreamPosition> PositionsBefore(IEnumerable<FollowedEvent> events)
    {
        var positions = _cursors.ToDictionary(cursor => cursor.Key, cursor => new StreamPosition(cursor.Value, 0));
        foreach (var first in events.DistinctBy(one => one.Stream))
            positions[first.Stream] = positions[first.Stream] with { Place = first.Place - 1 };
        return positions;
    }

    private static void AddInOrder(List<(long After, FollowedEvent Event)> events, IEnumerable<FollowedEvent> more)
    {
        // A stream keeps its own order, whatever its events say of the ledger.
        var after = 0L;
        foreach (var one in more)
            events.Add((after = Math.Max(after, one.After), one));
    }

    // Stable, and the ledger was added first.
    private List<FollowedEvent> Merged(List<(long After, FollowedEvent Event)> events) =>
        streams.Count == 1 ? events.ConvertAll(one => one.Event) : [.. events.OrderBy(one => one.After).Select(one => one.Event)];
}

/// <summary>Events of a follower's streams.</summary>
/// <param name="Through">The cursors once they are done.</param>
/// <param name="IsFull">There may be more.</param>
internal sealed record FollowerPage(IReadOnlyList<FollowedEvent> Events, IReadOnlyDictionary<string, long> Through, bool IsFull);
