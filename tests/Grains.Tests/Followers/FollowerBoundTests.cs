using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

/// <summary>What keeps a follower in its bounds, and two of one name apart.</summary>
public sealed class FollowerBoundTests
{
    private static readonly MemberId[] Members = [.. Enumerable.Range(1, 20).Select(number => Samples.Member(number))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task With_as_many_members_aside_as_may_be_it_reads_no_further_until_one_is_done(int lanes)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { Aside = 5 };
        var isAway = true;
        var work = new NotedWork(lanes) { Before = (_, _) => Volatile.Read(ref isAway) ? throw new InvalidOperationException("no") : Task.CompletedTask };
        await using var follower = journal.Follow(work);
        foreach (var member in Members)
            await journal.AppendAsync(member, 1);
        follower.Start();

        await Eventually.IsTrue(() => follower.Status is { State: FollowerState.Full, Aside: 5 }, "it is full");
        await Eventually.IsTrue(async () => (await journal.Store.LoadAsync("noted"))!.Cursors[IEventStream.Ledger] == 5, "it stands behind the fifth event");
        Assert.Empty(work.Done);

        Volatile.Write(ref isAway, false);
        follower.RetryNow(null);
        await Eventually.IsTrue(() => work.Done.Count == 20 && follower.Status is { State: FollowerState.Running, Aside: 0 }, "all is done");
        Assert.All(Members, member => Assert.Equal([1], work.Versions(member)));
    }

    [Fact]
    public async Task A_slow_member_holds_up_itself_alone()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var answer = new TaskCompletionSource();
        var work = new NotedWork(lanes: 8) { Before = (one, _) => one.Member == Members[0] ? answer.Task : Task.CompletedTask };
        await using var follower = journal.Follow(work);
        follower.Start();
        foreach (var member in Members)
            await journal.AppendAsync(member, 2);

        await Eventually.IsTrue(() => work.Done.Count == 38, "the others are done");
        await journal.AppendAsync(Members[0], 1, after: 2);
        await Eventually.IsTrue(
            async () => await journal.Store.LoadAsync("noted") is { Cursors: var cursors } && cursors[IEventStream.Ledger] == 41, "the cursor is at the end");
        Assert.Empty(work.Versions(Members[0]));

        answer.SetResult();
        await Eventually.IsTrue(() => follower.Status.Aside == 0, "it is done too");
        Assert.Equal([1, 2, 3], work.Versions(Members[0]));
    }

    [Fact]
    public async Task While_as_many_are_slow_as_there_are_lanes_who_is_due_is_tried_all_the_same()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var (answer, fails) = (new TaskCompletionSource(), true);
        var work = new NotedWork(lanes: 8)
        {
            Before = async (one, _) =>
            {
                if (one.Member == Members[0] && Volatile.Read(ref fails))
                    throw new InvalidOperationException("no");
                if (Array.IndexOf(Members, one.Member!.Value) is > 0 and < 8)
                    await answer.Task;
            },
        };
        await using var follower = journal.Follow(work);
        follower.Start();
        foreach (var member in Members)
            await journal.AppendAsync(member, 1);

        // Seven lanes hang; the eighth does all the others, and the one that failed.
        await Eventually.IsTrue(() => work.Done.Count == 12 && follower.Status.Aside == 8, "the others are done");
        Volatile.Write(ref fails, false);
        follower.RetryNow(Members[0]);
        await Eventually.IsTrue(() => work.Versions(Members[0]).Count == 1, "it is tried");

        answer.SetResult();
        await Eventually.IsTrue(() => work.Done.Count == 20 && follower.Status.Aside == 0, "all is done");
    }

    [Fact]
    public async Task A_journal_that_is_away_sets_nobody_aside_for_longer_than_it_is_though_the_clock_stands()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { Interrupted = TimeSpan.FromMilliseconds(10) };
        var isAway = true;
        var work = new NotedWork(lanes: 8) { Before = (_, _) => Volatile.Read(ref isAway) ? throw new JournalUnavailableException("away") : Task.CompletedTask };
        await using var follower = journal.Follow(work);
        follower.Start();
        foreach (var member in Members)
            await journal.AppendAsync(member, 1);
        await Eventually.IsTrue(() => work.Attempts.Count > 40, "it has been tried again and again");

        Volatile.Write(ref isAway, false);
        await Eventually.IsTrue(() => work.Done.Count == 20 && follower.Status.Aside == 0, "all is done");
        Assert.All(work.Attempts, attempt => Assert.Equal(1, attempt));
    }

    [Fact]
    public async Task Who_comes_second_waits_for_the_lease_and_goes_on_from_the_cursor()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { Lease = TimeSpan.FromSeconds(1), Renewal = TimeSpan.FromMilliseconds(50) };
        var shared = new SharedStore(journal.Store);
        var (one, two) = (new NotedWork(), new NotedWork());
        await using var first = journal.Follow(one, shared);
        await using var second = journal.Follow(two, shared);
        first.Start();
        await Eventually.IsTrue(() => first.HasLease, "the first has the lease");
        second.Start();
        await journal.AppendAsync(Members[0], 3);
        await Eventually.IsTrue(() => one.Done.Count == 3, "the first does the work");
        Assert.Equal(FollowerState.Waiting, second.Status.State);
        Assert.Empty(two.Done);

        await first.StopAsync();
        await journal.AppendAsync(Members[0], 2, after: 3);
        await Eventually.IsTrue(() => two.Done.Count == 2, "the second goes on");
        Assert.Equal([4, 5], two.Versions(Members[0]));
    }

    [Fact]
    public async Task It_has_come_to_an_event_soon_after_the_commit()
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var work = new NotedWork();
        await using var follower = journal.Follow(work);
        follower.Start();
        await Eventually.IsTrue(() => follower.HasLease, "it runs");

        // By the signal: on its own it would look only after so long.
        for (var i = 0; i < 20; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await journal.AppendAsync(Members[0], 1, after: i);
            await Eventually.IsTrue(() => work.Done.Count == i + 1, "it is done");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < journal.Bounds.LookEvery, "Nobody has woken it.");
        }
    }

    /// <summary>A store that others may be at too.</summary>
    private sealed class SharedStore(IFollowerStore store) : IFollowerStore
    {
        private readonly Lock _gate = new();
        private (string Holder, DateTimeOffset Until) _lease;

        public bool IsOwn => false;

        public Task<FollowerRecord?> LoadAsync(string follower) => store.LoadAsync(follower);

        public Task SaveAsync(string follower, IReadOnlyDictionary<string, long> cursors, IReadOnlyList<MemberAside> aside, IReadOnlyList<MemberId> done) =>
            store.SaveAsync(follower, cursors, aside, done);

        public Task<bool> LeaseAsync(string follower, string holder, DateTimeOffset now, DateTimeOffset until)
        {
            lock (_gate)
            {
                if (_lease.Holder != holder && _lease.Until > now)
                    return Task.FromResult(false);
                _lease = (holder, until);
                return Task.FromResult(true);
            }
        }

        public Task ForgetAsync(string follower) => store.ForgetAsync(follower);
    }
}
