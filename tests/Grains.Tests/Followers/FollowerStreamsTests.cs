using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

/// <summary>A follower of the ledger and of a stream beside it.</summary>
public sealed class FollowerStreamsTests
{
    private static readonly MemberId Member = Samples.Member(1);

    private static readonly MemberId Other = Samples.Member(2);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task An_event_beside_the_ledger_comes_after_the_ledger_s_up_to_where_it_says(int lanes)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { PageSize = 2 };
        var persons = new ListStream("persons");
        journal.MoreStreams.Add(persons);
        await journal.AppendAsync(Member, 3);
        persons.Add(Member, after: 3);
        persons.Add(Member, after: 3);
        await journal.AppendAsync(Member, 3, after: 3);
        // Of an event that is not there yet: it waits for it.
        persons.Add(Member, after: 7);
        var work = new NotedWork(lanes, [persons.Name, IEventStream.Ledger]);
        await using var follower = journal.Follow(work);
        follower.Start();

        await Eventually.IsTrue(() => work.Done.Count == 8, "what may come has come");
        await journal.AppendAsync(Member, 1, after: 6);
        await Eventually.IsTrue(() => work.Done.Count == 10, "the rest has come");
        AssertAfter(work.Done);
        Assert.Equal([1, 2, 3], work.Done.Where(one => one.Stream == persons.Name).Select(one => one.Sequence));
    }

    [Fact]
    public async Task Who_is_set_aside_has_the_events_of_all_streams_later()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var persons = new ListStream("persons");
        journal.MoreStreams.Add(persons);
        var isPoison = true;
        var work = new NotedWork(streams: [IEventStream.Ledger, persons.Name])
        {
            Before = (one, _) => Volatile.Read(ref isPoison) && one.Stream == persons.Name && one.Member == Member ? throw new InvalidOperationException("no") : Task.CompletedTask,
        };
        await using var follower = journal.Follow(work);
        follower.Start();
        await journal.AppendAsync(Member, 2);
        persons.Add(Member, after: 2);
        await journal.AppendAsync(Member, 2, after: 2);
        persons.Add(Other, after: 4);
        journal.Commits.Raise();
        await Eventually.IsTrue(() => follower.Status.Aside == 1 && work.Done.Any(one => one.Member == Other), "one is aside, the other done");

        Volatile.Write(ref isPoison, false);
        persons.Add(Member, after: 4);
        follower.RetryNow(Member);
        journal.Commits.Raise();
        await Eventually.IsTrue(() => follower.Status.Aside == 0 && work.Done.Where(one => one.Member == Member).Distinct().Count() == 6, "all of it is done");
        AssertAfter([.. work.Done.Where(one => one.Member == Member).Distinct()]);
    }

    private static void AssertAfter(IReadOnlyList<FollowedEvent> done)
    {
        for (var i = 0; i < done.Count; i++)
        {
            if (done[i].Stream != IEventStream.Ledger)
                Assert.DoesNotContain(done.Skip(i), later => later.Stream == IEventStream.Ledger && later.Sequence <= done[i].After);
        }
    }

    /// <summary>A stream in memory.</summary>
    private sealed class ListStream(string name) : IEventStream
    {
        private readonly List<FollowedEvent> _events = [];

        public string Name => name;

        public void Add(MemberId member, long after)
        {
            lock (_events)
                _events.Add(new FollowedEvent(name, _events.Count + 1, member, _events.Count + 1, Samples.At, after, "row"));
        }

        public Task<StreamPage> ReadAsync(long after, int limit)
        {
            lock (_events)
            {
                var page = _events.Where(one => one.Sequence > after).Take(limit).ToList();
                return Task.FromResult(new StreamPage(page, page.Count == 0 ? after : page[^1].Sequence, page.Count == limit));
            }
        }

        public Task<IReadOnlyList<FollowedEvent>> ReadMemberAsync(MemberId member, StreamPosition after, int limit)
        {
            lock (_events)
                return Task.FromResult<IReadOnlyList<FollowedEvent>>([.. _events.Where(one => one.Member == member && one.Sequence > after.Sequence).Take(limit)]);
        }

        public Task<long> LastSequenceAsync()
        {
            lock (_events)
                return Task.FromResult((long)_events.Count);
        }
    }
}
