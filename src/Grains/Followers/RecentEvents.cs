using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// A stream with its last events in memory: followers that are near its end share one read of them, however many they are. Who is far
/// behind reads past it.
/// </summary>
internal sealed class RecentEvents(IEventStream stream, CommitSignal commits, TimeProvider time) : IEventStream
{
    /// <summary>Events that are held.</summary>
    public const int Held = 2048;

    /// <summary>After so long the end is read again, though nobody was told of a commit.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private Task? _reading;
    private Window _window = new([], -1, -1, -1, 0);

    /// <inheritdoc/>
    public string Name => stream.Name;

    /// <inheritdoc/>
    public async Task<StreamPage> ReadAsync(long after, int limit)
    {
        while (true)
        {
            if (Find(after, limit) is { } found)
                return found;
            if (Volatile.Read(ref _window).After > after)
                return await stream.ReadAsync(after, limit);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // Who waits for another's read may have it then.
            if (Interlocked.CompareExchange(ref _reading, done.Task, null) is { } others)
            {
                await others;
                continue;
            }

            try
            {
                return await ReadOnAsync(after, limit);
            }
            finally
            {
                Volatile.Write(ref _reading, null);
                done.SetResult();
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit) => stream.ReadMemberAsync(member, after, limit);

    /// <inheritdoc/>
    public Task<long> LastSequenceAsync() => stream.LastSequenceAsync();

    private StreamPage? Find(long after, int limit)
    {
        var window = Volatile.Read(ref _window);
        if (after < window.After || after > window.Through)
            return null;
        var isEnd = window.Raised == commits.Raised && time.GetElapsedTime(window.ReadAt) < Fresh;
        if (after == window.Through)
            return isEnd ? new StreamPage([], after, IsFull: false) : null;
        var from = window.IndexAfter(after);
        var events = window.Events.GetRange(from, Math.Min(limit, window.Events.Count - from));
        var isAll = from + events.Count == window.Events.Count;
        return new StreamPage(events, isAll ? window.Through : events[^1].Sequence, !isAll || !isEnd);
    }

    private async Task<StreamPage> ReadOnAsync(long after, int limit)
    {
        // Before the read: what is committed during it may be missing from it.
        var (raised, readAt, window) = (commits.Raised, time.GetTimestamp(), Volatile.Read(ref _window));
        var page = await stream.ReadAsync(after, limit);
        // Who reads full pages catches up: what they hold is of no use to others.
        if (page.IsFull)
            return page;
        var isNext = after == window.Through;
        List<FollowedEvent> events = isNext ? [.. window.Events, .. page.Events] : [.. page.Events];
        var dropped = Math.Max(0, events.Count - Held);
        var begin = dropped > 0 ? events[dropped - 1].Sequence : isNext ? window.After : after;
        events.RemoveRange(0, dropped);
        Volatile.Write(ref _window, new Window(events, begin, page.Through, raised, readAt));
        return page;
    }

    /// <param name="After">The events held come after this sequence.</param>
    /// <param name="Through">And go through this one.</param>
    /// <param name="Raised">How often a commit had been told of when its end was read.</param>
    private sealed record Window(List<FollowedEvent> Events, long After, long Through, long Raised, long ReadAt)
    {
        public int IndexAfter(long sequence)
        {
            var (low, high) = (0, Events.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Events[middle].Sequence > sequence)
                    high = middle;
                else
                    low = middle + 1;
            }

            return low;
        }
    }
}
