using Loyalty.Contracts;
using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

/// <summary>A follower that ends at any moment: at least once, and in order.</summary>
public sealed class FollowerCrashTests
{
    private static readonly MemberId[] Members = [.. Enumerable.Range(1, 20).Select(number => Samples.Member(number))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_crash_repeats_at_most_what_came_after_the_cursor(int lanes)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        var store = new CutStore(journal.Store);
        var work = new NotedWork(lanes);
        await using (var follower = journal.Follow(work, store))
        {
            follower.Start();
            await journal.AppendAsync(Members[0], 5);
            await Eventually.IsTrue(async () => await store.LoadAsync("noted") is { Cursors: var cursors } && cursors[IEventStream.Ledger] == 5, "the cursor is kept");
            store.Cut();
            await journal.AppendAsync(Members[1], 5);
            await Eventually.IsTrue(() => work.Done.Count == 10, "the work is done, and no cursor kept");
        }

        await journal.ReopenAsync();
        var again = new NotedWork(lanes);
        await using var next = journal.Follow(again);
        next.Start();
        await Eventually.IsTrue(() => again.Done.Count == 5, "what came after the cursor is done again");
        Assert.Equal([1, 2, 3, 4, 5], again.Versions(Members[1]));
        Assert.Empty(again.Versions(Members[0]));
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(8, 12)]
    [InlineData(64, 13)]
    public async Task Whatever_fails_and_whenever_it_ends_nothing_is_passed_over_and_nobody_s_order_changes(int lanes, int seed)
    {
        await using var journal = await FollowedJournal.OpenAsync();
        journal.Bounds = journal.Bounds with { PageSize = 9, Aside = 12, Patience = TimeSpan.FromMilliseconds(2), SaveEvery = TimeSpan.FromMilliseconds(5), EventsOfRetry = 3 };
        var random = new Random(seed);
        var draws = new Lock();
        var fails = 30;
        var work = new NotedWork(lanes)
        {
            Before = async (_, cancellation) =>
            {
                int drawn;
                lock (draws)
                    drawn = random.Next(100);
                if (drawn < Volatile.Read(ref fails))
                    throw drawn % 7 == 0 ? new JournalUnavailableException("away") : new InvalidOperationException("no");
                if (drawn > 90)
                    await Task.Delay(drawn - 90, cancellation);
            },
        };
        var writing = Task.WhenAll(Members.Select(member => journal.AppendAsync(member, 15)));
        for (var life = 0; life < 6; life++)
        {
            var store = new CutStore(journal.Store);
            await using var follower = journal.Follow(work, store);
            follower.Start();
            var goal = work.Done.Count + 25;
            await Eventually.IsTrue(() => Moved() && work.Done.Count > goal, "some of it is done");
            if (life % 2 == 0)
                store.Cut();
        }

        await writing;
        Volatile.Write(ref fails, 0);
        await using var last = journal.Follow(work);
        last.Start();
        await Eventually.IsTrue(() => Moved() && last.Status is { Behind: 0, Aside: 0, State: FollowerState.Running } && Members.All(member => work.Versions(member).Distinct().Count() == 15), "all is done");

        // The first success of each event is in the order of its member's versions.
        Assert.All(Members, member => Assert.Equal(Enumerable.Range(1, 15).Select(version => (long)version), work.Versions(member).Distinct()));

        bool Moved()
        {
            journal.Clock.TryMoveTo(journal.Clock.GetUtcNow().AddMinutes(1));
            return true;
        }
    }

    /// <summary>A store from which a process has been cut off: it keeps no more of what the process says.</summary>
    private sealed class CutStore(IFollowerStore store) : IFollowerStore
    {
        private volatile bool _cut;

        public bool IsOwn => store.IsOwn;

        public void Cut() => _cut = true;

        public Task<FollowerRecord?> LoadAsync(string follower) => store.LoadAsync(follower);

        public Task SaveAsync(string follower, IReadOnlyDictionary<string, long> cursors, IReadOnlyList<MemberAside> aside, IReadOnlyList<MemberId> done) =>
            _cut ? Task.CompletedTask : store.SaveAsync(follower, cursors, aside, done);

        public Task<bool> LeaseAsync(string follower, string holder, DateTimeOffset now, DateTimeOffset until) =>
            _cut ? Task.FromResult(true) : store.LeaseAsync(follower, holder, now, until);

        public Task ForgetAsync(string follower) => store.ForgetAsync(follower);
    }
}
