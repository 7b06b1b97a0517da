using Loyalty.Contracts;
using Loyalty.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Loyalty.Grains.Tests;

public sealed class RecentEventsTests
{
    [Fact]
    public async Task Many_at_the_end_share_a_read()
    {
        var (stream, commits) = (new CountedStream(), new CommitSignal());
        var recent = new RecentEvents(stream, commits, new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        await ReadToEndAsync(recent, 0, 10);
        stream.Add(5);
        commits.Raise();
        var before = stream.Reads;

        foreach (var _ in Enumerable.Range(0, 100))
            Assert.Equal(5, await ReadToEndAsync(recent, 0, 10));
        Assert.Equal(1, stream.Reads - before);
    }

    [Fact]
    public async Task A_page_that_is_not_known_to_be_the_last_says_so()
    {
        var (stream, commits) = (new CountedStream(), new CommitSignal());
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var recent = new RecentEvents(stream, commits, time);
        stream.Add(3);
        Assert.False((await recent.ReadAsync(0, 10)).IsFull);
        Assert.False((await recent.ReadAsync(0, 10)).IsFull);

        // Committed, and told of: what is held is no longer all.
        stream.Add(1);
        commits.Raise();
        Assert.True((await recent.ReadAsync(0, 10)).IsFull);
        Assert.Equal(4, await ReadToEndAsync(recent, 0, 10));

        // Committed elsewhere, and nobody has told.
        stream.Add(1);
        Assert.Equal(4, await ReadToEndAsync(recent, 0, 10));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, await ReadToEndAsync(recent, 0, 10));
    }

    [Fact]
    public async Task Who_is_far_behind_reads_all_the_same_and_who_is_near_is_not_disturbed()
    {
        var (stream, commits) = (new CountedStream(), new CommitSignal());
        var recent = new RecentEvents(stream, commits, new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        stream.Add(3 * RecentEvents.Held);
        var end = 3 * RecentEvents.Held;
        Assert.Equal(10, await ReadToEndAsync(recent, end - 10, 100));
        var before = stream.Reads;

        Assert.Equal(end, await ReadToEndAsync(recent, 0, 1000));
        Assert.Equal(10, await ReadToEndAsync(recent, end - 10, 100));
        Assert.InRange(stream.Reads - before, (end / 1000) - 1, (end / 1000) + 1);
    }

    [Fact]
    public async Task While_others_write_everybody_reads_all_in_order()
    {
        var (stream, commits) = (new CountedStream(), new CommitSignal());
        var recent = new RecentEvents(stream, commits, TimeProvider.System);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                stream.Add(17);
                commits.Raise();
                await Task.Yield();
            }
        });
        await Task.WhenAll(Enumerable.Range(1, 8).Select(async reader =>
        {
            for (var (after, all) = (0L, 300 * 17L); after < all;)
            {
                var page = await recent.ReadAsync(after, 10 * reader);
                Assert.Equal(Enumerable.Range(1, page.Events.Count).Select(step => after + step), page.Events.Select(one => one.Sequence));
                after = page.Through;
                await Task.Yield();
            }
        }));
        await writing;
    }

    private static async Task<long> ReadToEndAsync(RecentEvents recent, long after, int limit)
    {
        var read = 0L;
        while (true)
        {
            var page = await recent.ReadAsync(after, limit);
            Assert.Equal(page.Events.Count == 0 ? after : page.Events[^1].Sequence, page.Through);
            (after, read) = (page.Through, read + page.Events.Count);
            if (!page.IsFull)
                return read;
        }
    }

    private sealed class CountedStream : IEventStream
    {
        private readonly List<FollowedEvent> _events = [];
        private int _reads;

        public string Name => "counted";

        public int Reads => Volatile.Read(ref _reads);

        public void Add(int events)
        {
            lock (_events)
            {
                for (var i = 0; i < events; i++)
                    _events.Add(new FollowedEvent(Name, _events.Count + 1, Samples.Member(1), _events.Count + 1, Samples.At, 0, "row"));
            }
        }

        public Task<StreamPage> ReadAsync(long after, int limit)
        {
            Interlocked.Increment(ref _reads);
            lock (_events)
            {
                var page = _events.Skip((int)after).Take(limit).ToList();
                return Task.FromResult(new StreamPage(page, page.Count == 0 ? after : page[^1].Sequence, page.Count == limit));
            }
        }

        public Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit) => throw new NotSupportedException();

        public Task<long> LastSequenceAsync() => Task.FromResult((long)_events.Count);
    }
}
